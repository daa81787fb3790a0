import { isRole, type Role } from "../core/roles";
import type { Container } from "../runtime/container";
import { openForCommand } from "../runtime/open-for-command";
import type { Settings } from "../runtime/settings";
import { type Invited, invitePerson } from "../services/invite-person";
import { inviteMail } from "../views/mails/invite-mail";
import { dateWords } from "../views/time-words";

const USAGE = "Usage: npm run invite -- <email> <seller|viewer|admin|owner> [name]";

type Person = { readonly email: string; readonly role: Role; readonly name: string };

/** Invites a person, or changes the role of one who is there. The link is printed and mailed; it is kept nowhere. */
async function invite([email = "", role = "", ...name]: readonly string[]): Promise<string> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || !isRole(role)) throw new Error(USAGE);
  const person: Person = { email, role, name: name.join(" ") || email };
  const { container, settings } = await openForCommand();
  try {
    const invited = await invitePerson(container.waysIn, { ...person, invitedBy: null });
    if (invited.link === null)
      return `${email} is in already, as ${role} from now on. They sign in at ${settings.appOrigin}/sign-in.`;
    const lines = [
      `${email} is invited as ${role}. This link lets them in, once, until ${dateWords(invited.until, "UTC")} (UTC):`,
      `  ${invited.link}`,
      await mailed(container, settings, person, { ...invited, link: invited.link }),
    ];
    return lines.join("\n");
  } finally {
    await container.close();
  }
}

/** Mails the link, and says how that went: without the mail, whoever invites hands the link on. */
async function mailed(
  { runtime }: Container,
  { mode }: Settings,
  { email, role }: Person,
  { link, until }: Invited & { readonly link: string },
): Promise<string> {
  const mail = inviteMail({ to: email, link, role, invitedBy: null, day: dateWords(until, "UTC") });
  try {
    await runtime.mailer.send(mail);
    return mode === "trial" ? "It is in the trial's mailbox as well." : "It was mailed to them as well.";
  } catch (error) {
    const { code } = error as { readonly code?: string };
    return `It could not be mailed${code === undefined ? "" : ` (${code})`}: hand it to them yourself.`;
  }
}

invite(process.argv.slice(2)).then(
  (line) => process.stdout.write(`${line}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
