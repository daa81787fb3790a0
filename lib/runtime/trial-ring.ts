import "#node-only";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { addKey } from "../adapters/crypto/add-key";
import type { RingFile } from "../adapters/crypto/live-ring";
import { trialFile } from "./trial-secrets";

/** Whoever adds a key takes a moment; a lock that is older was left behind by a process that died. */
const LOCK_OLD_MS = 10_000;

/** The ring of a trial, which stands in a file of ours with its other secrets: it can be read again, and be added to. */
export function trialRing(home: string): RingFile {
  const file = trialFile(home);
  const secrets = () => JSON.parse(readFileSync(file, "utf8")) as { readonly keys: string };
  return {
    read: () => secrets().keys,
    add: () =>
      locked(`${file}.lock`, () => {
        const { ring, keyId } = addKey(secrets().keys);
        replace(file, JSON.stringify({ ...secrets(), keys: ring }));
        return keyId;
      }),
  };
}

/** As a whole or not at all: half a file of keys would be all of them lost. */
function replace(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`;
  const handle = openSync(draft, "w", 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

/** Two that add at once would lose one of the keys. @throws {Error} while somebody else is at it */
function locked<T>(lock: string, work: () => T): T {
  const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > LOCK_OLD_MS) rmSync(lock, { force: true });
  closeSync(openSync(lock, "wx", 0o600));
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}
