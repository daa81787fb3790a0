import type { Dependencies } from "./dependencies";
import { finishEndings } from "./finish-endings";
import { HOLD_SECONDS } from "./held-grant";

/** Finishes what was cut off and forgets what has run out. Safe to run in several processes at once. */
export async function tidyUp(deps: Dependencies): Promise<void> {
  await finishEndings(deps);
  await deps.attempts.forget(HOLD_SECONDS);
}
