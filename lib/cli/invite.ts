import { CATALOGUE } from "../core/providers/catalogue";
import { createContainer } from "../runtime/container";
import { processLogger } from "../runtime/logger";
import { readSettings } from "../runtime/read-settings";
import { trialSecrets } from "../runtime/trial-secrets";
import { invitePerson } from "../services/invite-person";

const USAGE = "Usage: npm run invite -- <email> <seller|admin> [name]";

/** Invites a person, or changes the role of one who is there: the way in for the first admin. */
async function invite([email = "", role = "", ...name]: readonly string[]): Promise<string> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || (role !== "seller" && role !== "admin")) throw new Error(USAGE);
  const read = readSettings(process.env, CATALOGUE, {
    port: 3000,
    sandboxPort: 4000,
    definitions: CATALOGUE,
    secrets: (home) => trialSecrets(home, () => undefined),
  });
  if (!read.ok) throw new Error(`These settings are missing or wrong:\n${read.faults.map((fault) => `  ${fault}`).join("\n")}`);
  // Only the database is needed here: registrations are the running server's to write down.
  const container = await createContainer({
    settings: read.settings,
    definitions: CATALOGUE,
    logger: processLogger(),
    migrationsDir: "prisma/migrations",
    keepRegistrations: true,
  });
  try {
    await invitePerson(
      { accounts: container.accounts, randomness: container.dependencies.randomness },
      { email, role, name: name.join(" ") || email },
    );
    return `${email} can now sign in as ${role} at ${read.settings.appOrigin}/sign-in. No mail was sent: tell them.`;
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
