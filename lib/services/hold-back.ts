import { heldRetryMs } from "../core/connections/trouble";
import type { TokenOutcome } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import type { Dependencies } from "./dependencies";
import { type Judged, sinceFirstRefusalMs } from "./judge-refusal";
import { endTrouble, isAnswered, noticeTrouble } from "./notice-trouble";

/**
 * A connection is not given up for what many suffer at once: it stays as it is and is asked again in some
 * minutes (`reliability.md` 5, line 9). The known end of a permission needs no second opinion.
 */
export async function holdBack(
  deps: Pick<Dependencies, "troubles" | "randomness" | "logger">,
  claim: RefreshClaim,
  outcome: Extract<TokenOutcome, { readonly ok: false }>,
  judged: Judged,
): Promise<Judged> {
  if (isAnswered(claim, outcome)) await endTrouble(deps, claim);
  if (judged.reauth === null || judged.reauth === "refresh_token_expired") return judged;
  // What got lost on its way to us is no sign of the provider's, however many there are.
  const isExplained = judged.reauth === "refresh_outcome_lost";
  const few = isExplained || (await noticeTrouble(deps, claim, outcome, false));
  const refusedForMs = isExplained ? Number.POSITIVE_INFINITY : sinceFirstRefusalMs(claim);
  if (await deps.troubles.mayGiveUp({ registrationId: claim.connection.registrationId, refusedForMs, few })) return judged;
  return { ...judged, class: "provider", reauth: null, isHeld: true, retryInMs: heldRetryMs(deps.randomness.fraction()) };
}
