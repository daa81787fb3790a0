import { openForCommand } from "../runtime/open-for-command";
import { invitePerson } from "../services/invite-person";

const USAGE = "Usage: npm run invite -- <email> <seller|admin> [name]";

/** Invites a person, or changes the role of one who is there: the way in for the first admin. */
async function invite([email = "", role = "", ...name]: readonly string[]): Promise<string> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || (role !== "seller" && role !== "admin")) throw new Error(USAGE);
  const { container, settings } = await openForCommand();
  try {
    await invitePerson(
      { accounts: container.accounts, randomness: container.dependencies.randomness },
      { email, role, name: name.join(" ") || email },
    );
    return `${email} can now sign in as ${role} at ${settings.appOrigin}/sign-in. No mail was sent: tell them.`;
  } finally {
    await container.close();
  }
}

invite(process.argv.slice(2)).then(
  (line) => process.stdout.write(`${line}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
