import { createTransport } from "nodemailer";
import { publicId } from "../../core/ids";
import type { MailboxRepository } from "../../core/ports/people";
import type { Mailer, Randomness } from "../../core/ports/system";

/**
 * Mail over SMTP.
 *
 * @param url `smtp://user:password@host:587` or `smtps://...` @param from the sender's address
 */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(url, { from });
  return {
    async send({ to, subject, text, html }) {
      await transport.sendMail({ to, subject, text, html });
    },
  };
}

/** A trial sends nothing: mail goes to the local mailbox page. */
export const mailboxMailer = (mailbox: MailboxRepository, randomness: Randomness): Mailer => ({
  async send({ to, subject, text }) {
    await mailbox.add({ id: publicId("msg", randomness.token(18)), to, subject, text });
  },
});
