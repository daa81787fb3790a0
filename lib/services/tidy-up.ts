import type { Dependencies } from "./dependencies";
import { HOLD_SECONDS } from "./held-grant";

/** So long a link that has ended still says why. */
const LINK_DAYS = 30;

/** So long it is known what a key that has ended was used for. */
const KEY_DAYS_KEPT = 90;

/** Forgets what has run out. Safe to run in several processes at once. */
export async function tidyUp(deps: Dependencies): Promise<void> {
  await deps.attempts.forget(HOLD_SECONDS);
  await deps.links.forget(LINK_DAYS);
  await deps.apiKeys.forget(KEY_DAYS_KEPT);
}
