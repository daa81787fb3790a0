import { LONGEST_WORK_MS } from "../core/connections/refresh-policy";
import { type FailureCode, failure } from "../core/errors";
import type { ErrorEffect } from "../core/oauth/error-effect";
import type { NewEvent } from "../core/ports/history";
import type { TokenOutcome } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import { err } from "../core/result";
import { afterSuperseded } from "./after-superseded";
import type { NotAsked } from "./ask-provider";
import type { Dependencies } from "./dependencies";
import { holdBack } from "./hold-back";
import { insist } from "./insist";
import { type Judged, judgeRefusal } from "./judge-refusal";
import { noticeTrouble } from "./notice-trouble";
import type { Refreshed } from "./refreshed";

/** Why a registration rests that was asked to slow down; any other reason is a trouble. */
export const THROTTLED = "throttled";
const LONGEST_RETRY_AFTER_SECONDS = 3600;

type Refusal = {
  /** What the provider said, or what kept us from asking. */
  readonly outcome?: Extract<TokenOutcome, { ok: false }>;
  readonly cause?: FailureCode | NotAsked;
  readonly tries: number;
  readonly reference: string;
};

/** The sentences of the timeline. Answers that no refresh should meet are ones that we could not read. */
const TOLD_AS: Readonly<Record<Exclude<ErrorEffect, "grant_rejected"> | "ours", string>> = {
  client_misconfigured: "client_misconfigured",
  throttled: "throttled",
  provider_unavailable: "provider_unavailable",
  malformed_response: "malformed_response",
  refresh_and_retry: "malformed_response",
  scope_reduced: "malformed_response",
  attempt_ends: "malformed_response",
  ours: "ours",
};

/** Records a refresh that gave no tokens. The old ones are never touched here. */
export async function settleRefusal(deps: Dependencies, claim: RefreshClaim, refusal: Refusal): Promise<Refreshed> {
  const { outcome } = refusal;
  let judged = judgeRefusal(deps, claim, refusal);
  const seconds = Math.min(outcome?.retryAfterSeconds ?? 0, LONGEST_RETRY_AFTER_SECONDS);
  const { registrationId } = claim.connection;

  const recorded = await insist(deps, `failed renewal of ${claim.connection.id}`, async () => {
    if (outcome) judged = await holdBack(deps, claim, outcome, judged);
    if (judged.effect === "throttled" && seconds > 0) await deps.registrations.freeze(registrationId, seconds * 1000, THROTTLED);
    return deps.refreshes.fail(claim, {
      // There was a second try only because nobody knows how the first one ended.
      state: outcome && (!outcome.outcomeKnown || refusal.tries > 1) ? "UNKNOWN" : "FAILED",
      class: judged.class,
      reply: outcome?.class ?? null,
      code: outcome?.evidence.errorCode ?? outcome?.class ?? refusal.cause ?? "unknown",
      tries: refusal.tries,
      evidence: outcome?.evidence ?? null,
      reference: refusal.reference,
      retryInMs: judged.reauth ? null : Math.max(judged.retryInMs, seconds * 1000),
      restMs: judged.mayStillAct ? LONGEST_WORK_MS : null,
      refused: judged.refused,
      reauth: judged.reauth,
      events: eventsOf(claim, judged, refusal.reference),
    });
  });
  deps.logger.warn("refresh failed", {
    connection: claim.connection.id,
    effect: judged.effect,
    status: outcome?.evidence.status ?? null,
    reference: refusal.reference,
    recorded,
  });
  if (outcome)
    await noticeTrouble(deps, claim, outcome, true).catch((error: unknown) => deps.logger.error("judging broke", { error }));
  if (recorded === "superseded") return afterSuperseded(deps, claim.connection.id);
  const ours = refusal.cause === "key_unavailable" ? "key_unavailable" : "refresh_failed";
  return err({ ...failure(judged.reauth ? "reconnect_needed" : ours), reference: refusal.reference });
}

function eventsOf(claim: RefreshClaim, { effect, class: who, reauth, isHeld }: Judged, reference: string): readonly NewEvent[] {
  const by = { actorKind: who === "ours" ? "holdfast" : "provider", actorId: null, reference } as const;
  if (reauth) return [{ ...by, type: `needs_reconnect.${reauth}` }];
  if (isHeld) return claim.connection.keeping.refusals > 1 ? [] : [{ ...by, type: "renewal_held" }];
  if (effect === "grant_rejected") return [{ ...by, type: "renewal_refused" }];
  // The timeline tells that trouble began, not each of its minutes.
  const { failuresInRow, lastFailure } = claim.connection.keeping;
  if (failuresInRow > 0 && lastFailure?.class === who) return [];
  return [{ ...by, type: `renewal_failed.${TOLD_AS[effect]}` }];
}
