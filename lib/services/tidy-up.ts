import type { Dependencies } from "./dependencies";
import { HOLD_SECONDS } from "./held-grant";

/** Forgets what has run out. Safe to run in several processes at once. */
export async function tidyUp(deps: Dependencies): Promise<void> {
  await deps.attempts.forget(HOLD_SECONDS);
}
