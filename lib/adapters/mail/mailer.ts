import { createTransport } from "nodemailer";
import { publicId } from "../../core/ids";
import type { MailboxRepository } from "../../core/ports/people";
import type { Mail, Mailer, Randomness } from "../../core/ports/system";

/** A mail server that says nothing for so long is not answering. */
const SILENCE_MS = 20_000;
/** All of it; shorter than the time for which nobody else tries the same mail. */
const DEADLINE_MS = 90_000;

/**
 * Mail over SMTP (RFC 5321).
 *
 * @param url `smtp://user:password@host:587` or `smtps://...` @param from the sender's address
 */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(patient(url), { from });
  return {
    async send(mail) {
      await within(
        DEADLINE_MS,
        transport.sendMail({ to: mail.to, subject: mail.subject, text: mail.text, html: mail.html, ...headersOf(mail) }),
      );
    },
  };
}

/** How long it may be silent stands in the address, where the library reads it; what an operator wrote there stays. */
function patient(url: string): string {
  const address = new URL(url);
  for (const name of ["connectionTimeout", "greetingTimeout", "socketTimeout"])
    if (!address.searchParams.has(name)) address.searchParams.set(name, String(SILENCE_MS));
  return address.href;
}

/** One that a machine made says so, that nobody's holiday note answers it (RFC 3834 §5). */
function headersOf({ messageId, unsubscribe, language }: Mail) {
  return {
    ...(messageId === undefined ? {} : { messageId: `<${messageId}>` }),
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(language === undefined ? {} : { "Content-Language": language }),
      ...(unsubscribe === undefined
        ? {}
        : { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
    },
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("mail: the mail server took too long")), ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A trial sends nothing: mail goes to the local mailbox page. */
export const mailboxMailer = (mailbox: MailboxRepository, randomness: Randomness): Mailer => ({
  async send({ to, subject, text, messageId }) {
    const id = publicId("msg", randomness.token(18));
    await mailbox.add({ id, to, subject, text, ...(messageId === undefined ? {} : { messageId }) });
  },
});
