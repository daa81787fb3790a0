import type { Dependencies } from "./dependencies";
import { eraseEnded } from "./erase-ended";
import { recoverIntents } from "./recover-intents";
import { recoverJournal } from "./recover-journal";

/** What one pass found. */
export type Recovery = { readonly settled: number; readonly leftBehind: number };

/**
 * Ends what other processes could not end: replies in the journal first, then intents without one.
 * Safe in any number of processes at once, and where nothing has happened it changes nothing.
 */
export async function recover(deps: Dependencies): Promise<Recovery> {
  const journal = await recoverJournal(deps);
  // A reply may be there and unreadable now: then no outcome is called unknown.
  if (journal === null) return { settled: 0, leftBehind: 0 };
  await eraseEnded(deps, journal.left).catch((error: unknown) => {
    deps.logger.error("the journal still holds answers of ended connections", { error });
  });
  return { settled: journal.settled, leftBehind: await recoverIntents(deps, journal.left) };
}
