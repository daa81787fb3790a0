import { type BulkAct, skipReason } from "../../core/jobs/bulk-act";
import type { ItemFacts, ItemResult } from "../../core/ports/jobs";

/** Splits what an act can do nothing for from the rest. */
export function sift(
  act: BulkAct,
  keys: readonly string[],
  facts: ReadonlyMap<string, ItemFacts>,
): { readonly able: readonly string[]; readonly skipped: readonly ItemResult[] } {
  const able: string[] = [];
  const skipped: ItemResult[] = [];
  for (const key of keys) {
    const known = facts.get(key);
    const reason = known === undefined ? "gone" : skipReason(act, known);
    if (reason === null) able.push(key);
    else skipped.push({ key, did: "skipped", reason });
  }
  return { able, skipped };
}
