import type { FailureClass, ReauthReason } from "../core/connections/connection";
import { backoffMs, LONGEST_WORK_MS, secondRefusalDelayMs } from "../core/connections/refresh-policy";
import { ERROR_EFFECTS, type ErrorEffect } from "../core/oauth/error-effect";
import type { TokenOutcome } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import { harmedByOverlap } from "../core/providers/harmed-by-overlap";
import { usedUpByUse } from "../core/providers/used-up-by-use";
import type { Dependencies } from "./dependencies";
import { definitionOf } from "./resolve-target";

export type Judged = {
  readonly effect: ErrorEffect | "ours";
  readonly class: FailureClass;
  readonly refused: boolean;
  /** Set when only the seller can help. */
  readonly reauth: ReauthReason | null;
  readonly retryInMs: number;
  /** The provider may be about to act on it, and a second request beside it could cost the permission. */
  readonly mayStillAct: boolean;
  /** Refused like many others at once, so that nothing is made of it yet. */
  readonly isHeld?: boolean;
};

type Refused = { readonly outcome?: Extract<TokenOutcome, { ok: false }>; readonly tries: number };

/** What a refresh without new tokens says about the connection (`reliability.md` 4). No `outcome`: the provider was not asked. */
export function judgeRefusal(
  deps: Pick<Dependencies, "randomness" | "definitions">,
  claim: RefreshClaim,
  { outcome, tries }: Refused,
): Judged {
  const backsOffMs = backoffMs(claim.connection.keeping.failuresInRow + 1, deps.randomness.fraction());
  const mayStillAct = outcome?.mayGoOn === true && harmedByOverlap(definitionOf(deps, claim.connection.providerId));
  const retryInMs = mayStillAct ? Math.max(backsOffMs, LONGEST_WORK_MS) : backsOffMs;
  if (!outcome) return { effect: "ours", class: "ours", refused: false, reauth: null, retryInMs, mayStillAct };
  const { effect, failure: who } = ERROR_EFFECTS[outcome.class];
  if (effect !== "grant_rejected")
    return { effect, class: who ?? "provider", refused: false, reauth: null, retryInMs, mayStillAct };

  const reauth = reasonToReconnect(deps, claim, outcome, tries);
  if (reauth) return { effect, class: "grant", refused: true, reauth, retryInMs, mayStillAct };
  const leftMs = secondRefusalDelayMs - sinceFirstRefusalMs(claim);
  return { effect, class: "provider", refused: true, reauth: null, retryInMs: leftMs, mayStillAct };
}

function reasonToReconnect(
  deps: Pick<Dependencies, "definitions">,
  claim: RefreshClaim,
  { class: errorClass, proven }: Extract<TokenOutcome, { ok: false }>,
  tries: number,
): ReauthReason | null {
  const { keeping, providerId } = claim.connection;
  // The provider wants to see the person; the permission itself still stands.
  if (proven && errorClass === "reauth_required") return "sign_in_again";
  if (keeping.refreshExpiresAt !== null && keeping.refreshExpiresAt <= claim.claimedAt) return "refresh_token_expired";
  const isUsedUp = usedUpByUse(definitionOf(deps, providerId));
  // A refusal after an unknown outcome is the cost of a lost reply, and is never called the seller's doing.
  if (isUsedUp && (tries > 1 || claim.unknownBefore > 0)) return "refresh_outcome_lost";
  // Some servers say invalid_grant for faults of their own, so a bare one is asked twice, a minute apart.
  return proven || sinceFirstRefusalMs(claim) >= secondRefusalDelayMs ? "invalid_grant" : null;
}

/** Between refusals in a row the stored instant stays that of the first. */
export function sinceFirstRefusalMs({ connection, claimedAt }: RefreshClaim): number {
  const { refusals, lastFailure } = connection.keeping;
  return refusals > 0 && lastFailure ? claimedAt.getTime() - lastFailure.at.getTime() : 0;
}
