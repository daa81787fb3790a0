import "#node-only";
import type { FailureClass, ReauthReason } from "../core/connections/connection";
import { backoffMs, secondRefusalDelayMs } from "../core/connections/refresh-policy";
import { type FailureCode, failure } from "../core/errors";
import { ERROR_EFFECTS, type ErrorEffect } from "../core/oauth/error-effect";
import type { NewEvent } from "../core/ports/history";
import type { CallEvidence, ProviderTarget, TokenGrant, TokenOutcome } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import { err, ok } from "../core/result";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { discardGrant } from "./discard-grant";
import type { Refreshed } from "./refreshed";
import { type Owner, sealTokens, toTokenSet } from "./seal-tokens";

/** How long a registration rests after our credentials were refused: one probe in five minutes. */
const FREEZE_MS = 5 * 60_000;
const LONGEST_RETRY_AFTER_SECONDS = 3600;

type Success = {
  readonly claim: RefreshClaim;
  readonly owner: Owner;
  readonly target: ProviderTarget;
  readonly previous: TokenSet;
  readonly grant: TokenGrant;
  readonly evidence: CallEvidence;
  readonly tries: number;
  readonly sentAt: Date;
};

/** Stores the new tokens by compare-and-set on the generation. */
export async function settleSuccess(deps: Dependencies, success: Success): Promise<Refreshed> {
  const { claim, evidence, tries, grant } = success;
  const tokens = toTokenSet(grant, success.sentAt, success.previous);
  const endKnown = grant.accessLifetimeSource === "reply" || grant.accessLifetimeSource === "fixed";
  const credential = sealTokens(deps, tokens, success.owner, claim.generation + 1, endKnown);
  const lost = grant.scope && claim.connection.scopeGranted.filter((value) => !grant.scope?.includes(value));
  const events: NewEvent[] = [
    { type: "renewed", actorKind: "holdfast", actorId: null, data: { seconds: (evidence.durationMs / 1000).toFixed(1) } },
  ];
  if (lost && lost.length > 0) events.push({ type: "access_reduced", actorKind: "provider", actorId: null });

  const written = await deps.refreshes.commit(claim, { credential, scopeGranted: grant.scope, tries, evidence, events });
  if (written === "superseded") return superseded(deps, success, tokens);
  if (claim.connection.keeping.lastFailure?.class === "setup") await deps.registrations.unfreeze(claim.connection.registrationId);
  return ok({ generation: claim.generation + 1 });
}

/** A disconnect was faster: what just arrived must not live on. After a reconnect the reply is dropped, for ending it could end the new grant. */
async function superseded(deps: Dependencies, { claim, target }: Success, tokens: TokenSet): Promise<Refreshed> {
  const now = await deps.connections.byId(claim.connection.id);
  if (!now || now.status === "REVOKING" || now.status === "REVOKED") {
    await discardGrant(deps, target, tokens);
    return err(failure("not_usable"));
  }
  return ok({ generation: now.keeping.generation });
}

type Refusal = {
  /** What the provider said, or what kept us from asking. */
  readonly outcome?: Extract<TokenOutcome, { ok: false }>;
  readonly cause?: FailureCode;
  readonly tries: number;
  readonly reference: string;
};

type Judged = {
  readonly effect: ErrorEffect | "ours";
  readonly class: FailureClass;
  readonly refused: boolean;
  readonly reauth: ReauthReason | null;
  readonly retryInMs: number;
};

/** Records a refresh that gave no tokens. The old ones are never touched here. */
export async function settleRefusal(deps: Dependencies, claim: RefreshClaim, refusal: Refusal): Promise<Refreshed> {
  const judged = judge(deps, claim, refusal);
  const { outcome } = refusal;
  const seconds = Math.min(outcome?.retryAfterSeconds ?? 0, LONGEST_RETRY_AFTER_SECONDS);
  if (judged.effect === "client_misconfigured")
    await deps.registrations.freeze(claim.connection.registrationId, FREEZE_MS, outcome?.evidence.errorCode ?? "refused");
  if (judged.effect === "throttled" && seconds > 0)
    await deps.registrations.freeze(claim.connection.registrationId, seconds * 1000, "throttled");

  await deps.refreshes.fail(claim, {
    state: outcome && !outcome.outcomeKnown ? "UNKNOWN" : "FAILED",
    class: judged.class,
    code: outcome?.evidence.errorCode ?? outcome?.class ?? refusal.cause ?? "unknown",
    tries: refusal.tries,
    evidence: outcome?.evidence ?? null,
    reference: refusal.reference,
    retryInMs: judged.reauth ? null : Math.max(judged.retryInMs, seconds * 1000),
    refused: judged.refused,
    reauth: judged.reauth,
    events: eventsOf(claim, judged, refusal.reference),
  });
  deps.logger.warn("refresh failed", {
    connection: claim.connection.id,
    effect: judged.effect,
    status: outcome?.evidence.status ?? null,
    reference: refusal.reference,
  });
  return err({
    ...failure(judged.reauth ? "reconnect_needed" : judged.class === "ours" ? "key_unavailable" : "refresh_failed"),
    reference: refusal.reference,
  });
}

function judge(deps: Pick<Dependencies, "randomness">, claim: RefreshClaim, { outcome, tries }: Refusal): Judged {
  const { failuresInRow, refusals, lastFailure } = claim.connection.keeping;
  const retryInMs = backoffMs(failuresInRow + 1, deps.randomness.fraction());
  if (!outcome) return { effect: "ours", class: "ours", refused: false, reauth: null, retryInMs };
  const { effect, failure: who } = ERROR_EFFECTS[outcome.class];
  if (effect !== "grant_rejected") return { effect, class: who ?? "provider", refused: false, reauth: null, retryInMs };

  // A refusal after an unknown outcome is the cost of a lost reply, and is never called the seller's doing.
  if (tries > 1 || claim.unknownBefore > 0)
    return { effect, class: "grant", refused: true, reauth: "refresh_outcome_lost", retryInMs };
  // Some servers say invalid_grant for faults of their own, so a bare one is asked twice, a minute apart.
  const sinceFirstMs = refusals > 0 && lastFailure ? claim.claimedAt.getTime() - lastFailure.at.getTime() : 0;
  if (outcome.proven || sinceFirstMs >= secondRefusalDelayMs)
    return { effect, class: "grant", refused: true, reauth: "invalid_grant", retryInMs };
  return { effect, class: "provider", refused: true, reauth: null, retryInMs: secondRefusalDelayMs };
}

function eventsOf(claim: RefreshClaim, judged: Judged, reference: string): readonly NewEvent[] {
  const by = { actorKind: judged.class === "ours" ? "holdfast" : "provider", actorId: null, reference } as const;
  if (judged.reauth) return [{ ...by, type: `needs_reconnect.${judged.reauth}` }];
  if (judged.refused) return [{ ...by, type: "renewal_refused" }];
  // The timeline tells that trouble began, not each of its minutes.
  if (claim.connection.keeping.failuresInRow > 0 && claim.connection.keeping.lastFailure?.class === judged.class) return [];
  return [{ ...by, type: `renewal_failed.${judged.effect}` }];
}

/** A sealed set that does not open under its own key was changed or moved: nobody uses it again, and it is kept for forensics. */
export async function settleTamper(
  deps: Dependencies,
  claim: RefreshClaim,
  how: "moved" | "altered",
  reference: string,
): Promise<Refreshed> {
  deps.logger.error("a sealed token set does not open", { connection: claim.connection.id, how, reference });
  await deps.refreshes.fail(claim, {
    state: "FAILED",
    class: "grant",
    code: how,
    tries: 1,
    evidence: null,
    reference,
    retryInMs: null,
    refused: false,
    reauth: "decrypt_failed",
    events: [{ type: "needs_reconnect.decrypt_failed", actorKind: "holdfast", actorId: null, reference }],
  });
  await deps.audit.write({
    action: "tamper_detected",
    actorKind: "holdfast",
    actorId: null,
    object: claim.connection.id,
    result: "failed",
    reference,
    data: { how },
  });
  return err({ ...failure("reconnect_needed"), reference });
}
