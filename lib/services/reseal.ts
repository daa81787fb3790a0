import "#node-only";
import type { ItemResult } from "../core/ports/jobs";
import type { Resealed, SealedValue } from "../core/ports/reseal";
import type { OpenFailure } from "../core/ports/sealer";
import { err, ok, type Result } from "../core/result";
import type { Dependencies } from "./dependencies";

type Deps = Pick<Dependencies, "sealer" | "reseal">;

/** Whoever renews meanwhile wins; the newer value is read and tried so often. */
const ROUNDS = 4;

/** What cannot be opened says why, as a code; it stays as it is. */
export type ResealFailure = OpenFailure["code"];

/**
 * Seals values again under the key that seals now.
 *
 * Each new value is opened and compared before it is written, and it is written only over the very value that was read. A
 * renewal that came in between has sealed a newer one: that one is looked at instead. What cannot be opened is left alone.
 *
 * @param keys public ids of connections, started flows and clients
 * @returns one result for each, but for those that somebody writes again and again
 */
export async function reseal({ sealer, reseal: store }: Deps, keys: readonly string[]): Promise<readonly ItemResult[]> {
  const results = new Map<string, ItemResult>();
  for (let round = 0; round < ROUNDS && results.size < keys.length; round++) {
    const left = keys.filter((key) => !results.has(key));
    const values = new Map((await store.values(left)).map((value) => [value.key, value] as const));
    const resealed: Resealed[] = [];
    for (const key of left) {
      const value = values.get(key);
      if (!value) results.set(key, { key, did: "skipped", reason: "nothing_sealed" });
      else if (sealer.keyIdOf(value.sealed) === sealer.primaryKeyId) {
        if ((value.countedAs ?? sealer.primaryKeyId) === sealer.primaryKeyId) results.set(key, { key, did: "done" });
        // It is sealed as it should be, and its row says otherwise.
        else resealed.push({ value, sealed: value.sealed, keyId: sealer.primaryKeyId });
      } else {
        const made = again({ sealer }, value);
        if (made.ok) resealed.push(made.value);
        else results.set(key, { key, did: "failed", reason: made.error });
      }
    }
    for (const key of await store.replace(resealed)) results.set(key, { key, did: "done" });
  }
  return [...results.values()];
}

/** The same text under the sealing key, proven by opening it. */
function again({ sealer }: Pick<Deps, "sealer">, value: SealedValue): Result<Resealed, ResealFailure> {
  let failure: ResealFailure = "altered";
  for (const context of value.contexts) {
    const opened = sealer.open(value.sealed, context);
    if (!opened.ok) {
      failure = opened.error.code;
      continue;
    }
    const sealed = sealer.seal(opened.value, context);
    const proof = sealer.open(sealed, context);
    const keyId = sealer.keyIdOf(sealed);
    if (!proof.ok || proof.value !== opened.value || keyId === null)
      throw new Error("custody: a value that was just sealed does not open; nothing was written");
    return ok({ value, sealed, keyId });
  }
  return err(failure);
}
