import type { Container } from "../runtime/container";
import { openForCommand } from "../runtime/open-for-command";
import { forgetPerson } from "../services/forget-person";

const USAGE = "Usage: npm run forget -- <email>";
/** A running server looks for endings every quarter of a minute. */
const LONGEST_WAIT_SECONDS = 45;

/** Forgets a person: what happens next in the database and at the marketplaces is the running server's work. */
async function forget([email = "", ...more]: readonly string[]): Promise<string> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || more.length > 0) throw new Error(USAGE);
  const { container, settings } = await openForCommand();
  try {
    const forgotten = await forgetPerson({ ...container.dependencies, accounts: container.accounts }, email);
    if (forgotten === null) throw new Error(`Nobody has the address ${email}.`);
    const { personId, ending } = forgotten;
    const done = `${email} is forgotten and can no longer sign in. The audit knows them as ${personId}.`;
    if (ending === 0) return done;
    process.stdout.write(`${done}\nNone of their connections is used any more. Being ended at the marketplaces: ${ending}\n`);
    return settings.databaseUrl === null ? "The server does that as soon as it runs." : await howTheyEnded(container, personId);
  } finally {
    await container.close();
  }
}

/** How each connection stands at its marketplace, as far as a running server gets in the meantime. */
async function howTheyEnded({ dependencies }: Container, personId: string): Promise<string> {
  for (let seconds = 0; ; seconds += 1) {
    const theirs = await dependencies.connections.listOfOwner(personId);
    const open = theirs.filter(({ status }) => status !== "REVOKED").length;
    if (open > 0 && seconds < LONGEST_WAIT_SECONDS) {
      await dependencies.sleep(1000);
      continue;
    }
    const lines = theirs.map(({ id, providerId, revocationResult, ending }) => {
      const number = ending.reference === null ? "" : `, receipt ${ending.reference}`;
      return `  ${providerId} ${id}: ${revocationResult ?? "still asking, for 24 hours at most"}${number}`;
    });
    return [...lines, ...(open > 0 ? ["A running server goes on with it."] : [])].join("\n");
  }
}

forget(process.argv.slice(2)).then(
  (line) => process.stdout.write(`${line}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
