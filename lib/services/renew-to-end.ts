import "#node-only";
import { mayPass } from "../core/connections/ending-policy";
import type { ConnectionRecord } from "../core/connections/record";
import { isOtherAccount } from "../core/oauth/other-account";
import { grantedScope } from "../core/oauth/scope";
import type { EndingTry } from "../core/ports/connections";
import type { ProviderTarget, TokenGrant, TokenOutcome } from "../core/ports/provider-client";
import { err, ok, type Result } from "../core/result";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { insist } from "./insist";
import { ownerOf, sealTokens, toTokenSet } from "./seal-tokens";

type NotRenewed =
  | { readonly result: "confirmed" | "unconfirmed" }
  | { readonly result: "failed"; readonly mayPass: boolean; readonly waitMs: number };

/**
 * Renews access once more, for nothing but its own cancellation.
 *
 * The newer set is sealed under the tombstone before it is used: where refresh tokens are used up by
 * use, a crash between here and the cancellation leaves the one that still counts.
 */
export async function renewToEnd(
  deps: Dependencies,
  connection: ConnectionRecord,
  ending: EndingTry,
  target: ProviderTarget,
  stored: TokenSet,
): Promise<Result<TokenSet, NotRenewed>> {
  const { refreshToken, variables } = stored;
  if (refreshToken === null) throw new Error(`connections: ${connection.id} has nothing to renew with`);
  const leaseId = deps.randomness.token(16);
  const { inDoubt } = await deps.connections.endingRenewals.begin(connection.id, ending, leaseId);
  const scope = grantedScope(stored.scope, connection.scopeGranted);
  const outcome = await deps.provider.refresh({ target, refreshToken, scope, variables });
  if (!outcome.ok) {
    await deps.connections.endingRenewals.fail(leaseId, outcome.outcomeKnown);
    deps.logger.warn("access could not be renewed for its cancellation", {
      connection: connection.id,
      class: outcome.class,
      status: outcome.evidence.status,
    });
    return err(notRenewed(outcome, target, inDoubt));
  }
  if (isOtherAccount(target.definition, outcome.grant, connection.accountKey)) {
    // Somebody else's access is not ours to end.
    await deps.connections.endingRenewals.fail(leaseId, true);
    deps.logger.error("a renewal for a cancellation answered for another account", { connection: connection.id });
    return err({ result: "unconfirmed" });
  }
  // When this try began, by the database's clock: never later than the provider counts from.
  const sentAt = new Date(ending.askedAt.getTime() + ending.askedMsAgo);
  const tokens = toTokenSet(outcome.grant, sentAt, stored);
  await keep(deps, connection, ending, leaseId, tokens, outcome.grant);
  return ok(tokens);
}

/** What is not kept is used all the same: it is the only chance that is left, and it is used at once. */
async function keep(
  deps: Dependencies,
  connection: ConnectionRecord,
  ending: EndingTry,
  leaseId: string,
  tokens: TokenSet,
  { accessLifetimeSource }: TokenGrant,
): Promise<void> {
  const endKnown = accessLifetimeSource === "reply" || accessLifetimeSource === "fixed";
  const credential = sealTokens(deps, tokens, ownerOf(connection), ending.generation + 1, endKnown);
  await insist(deps, `renewal for the end of ${connection.id}`, () =>
    deps.connections.endingRenewals.store(connection.id, ending, leaseId, credential),
  ).catch(() => undefined);
}

/**
 * A grant that is gone is the end that was wanted. Only where refresh tokens are used up by use and
 * somebody may have used this one before, the refusal may mean that and nothing else.
 */
function notRenewed(outcome: Extract<TokenOutcome, { ok: false }>, { definition }: ProviderTarget, inDoubt: boolean): NotRenewed {
  if (outcome.class === "grant_dead") {
    const usedUpByUse = definition.rotation.kind !== "none" && definition.rotation.kind !== "static";
    return { result: usedUpByUse && inDoubt ? "unconfirmed" : "confirmed" };
  }
  return {
    result: "failed",
    mayPass: mayPass({ class: outcome.class, status: outcome.evidence.status }),
    waitMs: (outcome.retryAfterSeconds ?? 0) * 1000,
  };
}
