import { CALL_DEADLINE_MS, LEASE_MS } from "../core/connections/refresh-policy";
import { failure } from "../core/errors";
import { reference } from "../core/ids";
import { isOtherAccount } from "../core/oauth/other-account";
import type { RefreshClaim, RefreshTrigger } from "../core/ports/refreshes";
import { err, ok } from "../core/result";
import { askProvider, leaseEndOf } from "./ask-provider";
import { awaitWinner } from "./await-winner";
import type { Dependencies } from "./dependencies";
import type { Refreshed } from "./refreshed";
import { resolveTarget } from "./resolve-target";
import { openTokens, ownerOf } from "./seal-tokens";
import { settleMismatch } from "./settle-mismatch";
import { settleRefusal } from "./settle-refusal";
import { settleSuccess } from "./settle-success";
import { settleTamper } from "./settle-tamper";

export type RefreshRequest = {
  readonly connectionId: string;
  readonly trigger: RefreshTrigger;
  /** Refresh only while this generation is the newest: what the caller saw and found too old. null: whatever is stored. */
  readonly ifGeneration: number | null;
};

/**
 * Refreshes one connection, whoever asks: the scheduler, a seller's click, or a reader that needs a
 * token now (`reliability.md` 3).
 *
 * At most one refresh of a connection is in flight in the whole deployment, because a provider that
 * rotates refresh tokens may take the second use of one as theft and end the grant (RFC 9700 §4.14.2).
 * Whoever comes second waits and gets the first one's result. No database connection is held meanwhile.
 */
export async function refreshConnection(deps: Dependencies, request: RefreshRequest): Promise<Refreshed> {
  const code = reference(deps.randomness.fraction);
  const leaseEndsMs = leaseEndOf(deps.clock.monotonicMs());
  const outcome = await deps.refreshes.claim({
    ...request,
    leaseId: deps.randomness.token(16),
    leaseMs: LEASE_MS,
    reference: code,
  });
  switch (outcome.kind) {
    case "claimed":
      return run(deps, outcome.claim, code, leaseEndsMs);
    case "busy":
      return awaitWinner(deps, request.connectionId, outcome.generation, LEASE_MS + CALL_DEADLINE_MS);
    case "moved":
      return ok({ generation: outcome.generation });
    case "frozen":
      return err(failure("resting", "the registration is frozen"));
    case "not_usable":
      return err(failure("not_usable"));
    case "not_found":
      return err(failure("not_found"));
  }
}

async function run(deps: Dependencies, claim: RefreshClaim, code: string, leaseEndsMs: number): Promise<Refreshed> {
  const { connection } = claim;
  const registration = await deps.registrations.byId(connection.registrationId);
  if (!registration) throw new Error(`database: connection ${connection.id} has no registration`);
  const target = resolveTarget(deps, registration);
  if (!target.ok) return settleRefusal(deps, claim, { cause: target.error.code, tries: 1, reference: code });

  const owner = ownerOf(connection);
  const opened = openTokens(deps, claim.sealed, owner, claim.generation);
  if (!opened.ok) {
    // A missing key says nothing about the value: it stays as it is and opens again once the key is back.
    if (opened.error.code === "key_missing")
      return settleRefusal(deps, claim, { cause: "key_unavailable", tries: 1, reference: code });
    return settleTamper(deps, claim, opened.error.code, code);
  }

  const asked = await askProvider(deps, target.value, claim, opened.value, leaseEndsMs);
  if (asked === null) return settleRefusal(deps, claim, { cause: "lease_over", tries: 1, reference: code });
  const { outcome, tries, sentAt } = asked;
  if (!outcome.ok) return settleRefusal(deps, claim, { outcome, tries, reference: code });
  const { grant, evidence } = outcome;
  if (isOtherAccount(target.value.definition, grant, connection.accountKey))
    return settleMismatch(deps, claim, { evidence, tries, reference: code });
  if (evidence.errorCode !== null) {
    const { errorCode: what, errorText: why } = evidence;
    deps.logger.warn("a part of a renewal was left out", { connection: connection.id, what, why });
  }
  const previous = opened.value;
  const settled = await settleSuccess(deps, { claim, owner, target: target.value, previous, grant, evidence, tries, sentAt });
  // Whoever made the registration rest: a success after it shows that the rest helped.
  if (registration.frozenCode !== null) await deps.registrations.forgetFreeze(registration.id);
  return settled;
}
