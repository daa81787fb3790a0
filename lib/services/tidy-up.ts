import type { Dependencies } from "./dependencies";
import { HOLD_SECONDS } from "./held-grant";

/** So long a link that has ended still says why. */
const LINK_DAYS = 30;

/** Forgets what has run out. Safe to run in several processes at once. */
export async function tidyUp(deps: Dependencies): Promise<void> {
  await deps.attempts.forget(HOLD_SECONDS);
  await deps.links.forget(LINK_DAYS);
}
