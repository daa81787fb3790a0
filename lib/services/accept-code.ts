import "#node-only";
import type { AuthorizationResponse } from "../core/oauth/authorization-response";
import type { AttemptRecord, AttemptResult } from "../core/ports/attempts";
import type { ProviderTarget, TokenGrant, TokenOutcome } from "../core/ports/provider-client";
import type { ProviderDefinition } from "../core/providers/definition";
import type { ErrorClass } from "../core/providers/definition-reply";
import { forgeryIn } from "./check-response";
import type { FlowServices } from "./contract";
import { digestOfDefinition } from "./definition-digest";
import type { Dependencies } from "./dependencies";
import { discardGrant } from "./discard-grant";
import { endReplaced, type Replaced } from "./end-replaced";
import { byGiver, endingOf, type Giver } from "./giver";
import { type HeldGrant, heldContext } from "./held-grant";
import { placeByLink } from "./place-by-link";
import { type Placement, placeGrant } from "./place-grant";
import { refuseResponse } from "./refuse-response";
import { resolveTarget } from "./resolve-target";
import { toTokenSet } from "./seal-tokens";
import type { Brought, Source } from "./store-grant";
import { type AttemptSecrets, attemptContext } from "./write-attempt";

type Code = Extract<AuthorizationResponse, { kind: "code" }>;
type Given = {
  readonly giver: Giver;
  readonly attempt: AttemptRecord;
  readonly definition: ProviderDefinition;
  readonly response: Code;
  readonly query: string;
};
type Ending = Awaited<ReturnType<FlowServices["completeConnection"]>>;

/** What a refused exchange means for the attempt. No connection changes. */
const OUTCOME_OF: Readonly<Record<ErrorClass, string>> = {
  consent_denied: "denied",
  config_client: "setup",
  config_redirect: "setup",
  config_scope: "setup",
  request_invalid: "setup",
  code_invalid: "code_expired",
  grant_dead: "code_expired",
  reauth_required: "code_expired",
  token_expired: "code_expired",
  flow_timeout: "expired",
  insufficient_scope: "setup",
  rate_limited: "provider_down",
  transient: "provider_down",
  account_conflict: "unknown",
  reply_malformed: "unreadable",
};

/**
 * Exchanges the code at once (some providers' codes live 10 to 30 s), learns whose account it is, and
 * places the grant in one transaction.
 */
export async function acceptCode(deps: Dependencies, given: Given): Promise<Ending> {
  const { attempt } = given;
  const registration = await deps.registrations.byId(attempt.registrationId);
  const target = registration?.enabled ? resolveTarget(deps, registration, attempt) : null;
  if (!target) return end(deps, given, "off", null);
  // What it would bring could be used by nobody; the code runs out by itself.
  if (registration?.isInEmergency) return end(deps, given, "stopped", null);
  // The code was given at addresses that are not the provider's any more: it goes nowhere, and the seller starts again.
  if (registration?.environmentId !== attempt.environmentId) return end(deps, given, "expired", null);
  const opened = attempt.sealed === null ? null : deps.sealer.open(attempt.sealed, attemptContext(attempt));
  if (!target.ok || !opened?.ok) return end(deps, given, "unknown", null);

  // The instant of consumption by the database, a moment before the request leaves: our own clock may be wrong.
  const sentAt = attempt.consumedAt ?? deps.clock.now();
  const secrets = JSON.parse(opened.value) as AttemptSecrets;
  const chosen = secrets.variables ?? {};
  const forged = forgeryIn(deps, target.value, given, chosen);
  if (forged !== null) return refuseResponse(deps, attempt, given.giver, forged);
  const variables = { ...given.response.captured, ...chosen };
  const prepared = await deps.provider.prepare({ target: target.value, variables, when: "returning" });
  if (!prepared.ok) return refused(deps, given, prepared.error);
  // What the server's own metadata promises is known here at the earliest (RFC 9207 §2.4).
  if (prepared.value.definition.issInResponse && given.response.iss === null)
    return refuseResponse(deps, attempt, given.giver, "callback_issuer_mismatch");
  const exchanged = await deps.provider.exchangeCode({
    target: prepared.value,
    response: new URLSearchParams(given.query),
    state: secrets.state,
    nonce: secrets.nonce,
    codeVerifier: secrets.codeVerifier,
    scope: attempt.scope,
    variables,
  });
  if (!exchanged.ok) return refused(deps, given, exchanged);
  const { registrationId } = attempt;
  // An accepted code proves our credentials, so their trouble is over; being asked to wait is not.
  if (registration?.trouble === "credentials") await deps.troubles.end({ registrationId, only: "credentials" });
  return place(deps, given, target.value, exchanged.grant, sentAt);
}

async function place(deps: Dependencies, given: Given, target: ProviderTarget, grant: TokenGrant, sentAt: Date): Promise<Ending> {
  const { attempt, giver, definition } = given;
  const variables = { ...given.response.captured, ...grant.variables };
  const identity = await deps.provider.identify({ target, grant, variables });
  const brought: Brought = {
    tokens: toTokenSet({ ...grant, variables }, sentAt, null),
    endKnown: grant.accessLifetimeSource === "reply" || grant.accessLifetimeSource === "fixed",
    identity,
    scopeWanted: attempt.scope,
  };
  const source: Source = {
    providerId: definition.id,
    environmentId: attempt.environmentId,
    registrationId: attempt.registrationId,
    definitionDigest: digestOfDefinition(deps, definition),
    isTest: definition.environments[attempt.environmentId]?.isTest ?? false,
  };
  const repaired = attempt.connectionId === null ? null : await deps.connections.ofOwner(giver.userId, attempt.connectionId);
  if (giver.linkId !== undefined) {
    const placed = await placeByLink(deps, attempt, target, source, brought, repaired);
    if (placed.outcome === "reconnected") endLater(deps, placed.replaced, brought);
    return end(deps, given, placed.outcome, "connectionId" in placed ? { connectionId: placed.connectionId } : null);
  }
  const placement = await placeGrant(deps, giver, source, brought, repaired, attempt.label);
  if (placement.outcome === "wrong_account") return hold(deps, given, { brought, source }, placement);
  if (placement.outcome === "not_usable" || placement.outcome === "stopped") {
    await discardGrant(deps, target, brought.tokens, identity);
    return end(deps, given, placement.outcome, attempt.connectionId === null ? null : { connectionId: attempt.connectionId });
  }
  if (placement.outcome === "other_owner") {
    await discardGrant(deps, target, brought.tokens, identity);
    if (placement.ownedConnectionId) {
      await deps.connections.note(placement.ownedConnectionId, [
        { type: "other_person_tried", actorKind: "holdfast", actorId: null, reference: attempt.reference },
      ]);
    }
    return end(deps, given, "other_owner", { got: identity.name }, placement.ownedConnectionId);
  }
  const ending = await end(deps, given, placement.outcome, { connectionId: placement.connectionId });
  endLater(deps, placement.replaced, brought);
  return ending;
}

function endLater(deps: Dependencies, replaced: Replaced | null, { tokens }: Brought): void {
  if (replaced) deps.afterwards("ending a replaced grant broke", () => endReplaced(deps, replaced, tokens));
}

/** Nothing was changed; the grant waits, sealed, for the seller to say what it is. */
async function hold(
  deps: Dependencies,
  given: Given,
  held: HeldGrant,
  placement: Extract<Placement, { outcome: "wrong_account" }>,
): Promise<Ending> {
  const { attempt, giver } = given;
  const result: AttemptResult = {
    ...(attempt.connectionId !== null && { connectionId: attempt.connectionId }),
    expected: placement.expected,
    got: held.brought.identity.name,
    canConfirmSame: placement.canConfirmSame,
    canAddAsNew: placement.canAddAsNew,
  };
  const sealed = deps.sealer.seal(JSON.stringify(held), heldContext(attempt));
  await deps.attempts.hold(attempt.id, "wrong_account", result, sealed, {
    ...byGiver(giver),
    action: "connection_wrong_account",
    object: attempt.connectionId,
    result: "denied",
    reference: attempt.reference,
  });
  if (attempt.connectionId !== null) {
    await deps.connections.note(attempt.connectionId, [
      { ...byGiver(giver), type: "wrong_account", reference: attempt.reference },
    ]);
  }
  return endingOf(attempt, "wrong_account");
}

async function refused(deps: Dependencies, given: Given, outcome: Extract<TokenOutcome, { ok: false }>): Promise<Ending> {
  const { evidence } = outcome;
  // Admins see what the provider said; the seller reads a sentence of ours.
  deps.logger.warn("code exchange refused", {
    provider: given.definition.id,
    class: outcome.class,
    status: evidence.status,
    errorCode: evidence.errorCode,
    reference: given.attempt.reference,
  });
  return end(deps, given, OUTCOME_OF[outcome.class], null, null, {
    class: outcome.class,
    status: evidence.status ?? 0,
    providerError: evidence.errorCode ?? "",
    providerText: evidence.errorText ?? "",
  });
}

async function end(
  deps: Dependencies,
  given: Given,
  outcome: string,
  result: AttemptResult | null,
  object: string | null = null,
  data: Readonly<Record<string, string | number>> = {},
): Promise<Ending> {
  const { attempt, giver } = given;
  const denied =
    outcome === "other_owner" || (giver.linkId !== undefined && (outcome === "wrong_account" || outcome === "unsure"));
  const done = outcome === "connected" || outcome === "reconnected" || outcome === "duplicate";
  await deps.attempts.finish(attempt.id, outcome, result, {
    ...byGiver(giver),
    action: outcome === "other_owner" ? "connection_of_other_owner" : "connection_attempt",
    object: object ?? result?.connectionId ?? attempt.id,
    result: done ? "done" : denied ? "denied" : "failed",
    reference: attempt.reference,
    data: { provider: attempt.providerId, outcome, ...data },
  });
  return endingOf(attempt, outcome);
}
