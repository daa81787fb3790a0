import "#node-only";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { makeKeyRing } from "../adapters/crypto/key-ring";
import { systemRandomness } from "../adapters/crypto/randomness";

const TrialSecrets = z.strictObject({
  deploymentId: z.string(),
  authSecret: z.string().min(32),
  keys: z.string(),
  clientSecret: z.string(),
});
export type TrialSecrets = z.infer<typeof TrialSecrets>;

/**
 * The secrets of a trial: made on the first start, kept in `<home>/trial.json`, readable by its owner only.
 *
 * @throws {Error} when the file is there but is not ours: overwriting it could make stored access unreadable
 */
export function trialSecrets(home: string, onMade: (file: string) => void): TrialSecrets {
  const file = trialFile(home);
  const kept = read(file);
  if (kept !== null) return parse(kept, file, home);
  const made: TrialSecrets = {
    deploymentId: `trial-${systemRandomness.token(6)}`,
    authSecret: systemRandomness.token(32),
    keys: makeKeyRing(),
    // Characters that only survive a correct encoding of client credentials, so that every trial tries it.
    clientSecret: `50%+1:/${systemRandomness.token(24)}`,
  };
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (isFirst(file, JSON.stringify(made))) onMade(file);
  return parse(read(file), file, home);
}

/** The file that holds them, in the folder of a trial. */
export const trialFile = (home: string): string => path.join(home, "trial.json");

/** Whether this process is the one that made the file: a server and its workers may start at the same moment, and none may read half of it. */
function isFirst(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    // Not every disk knows links.
    writeFileSync(file, text, { mode: 0o600, flag: "wx" });
    return true;
  } finally {
    rmSync(draft);
  }
}

function parse(kept: unknown, file: string, home: string): TrialSecrets {
  const parsed = TrialSecrets.safeParse(kept);
  if (!parsed.success) throw new Error(`${file} cannot be read. Restore it, or delete the folder ${home} to begin a new trial.`);
  return parsed.data;
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    return undefined;
  }
}
