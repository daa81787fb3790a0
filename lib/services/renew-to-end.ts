import "#node-only";
import { mayPass } from "../core/connections/ending-policy";
import type { ConnectionRecord } from "../core/connections/record";
import { isOtherAccount } from "../core/oauth/other-account";
import { grantedScope } from "../core/oauth/scope";
import type { EndingTry } from "../core/ports/connections";
import type { ProviderTarget, TokenOutcome } from "../core/ports/provider-client";
import { usedUpByUse } from "../core/providers/used-up-by-use";
import { err, ok, type Result } from "../core/result";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { type Kept, keepForEnding } from "./keep-for-ending";

/** `confirmed`: the refresh token was refused, which is the end that was wanted and its proof. */
type NotRenewed =
  | { readonly result: "confirmed"; readonly proven: true }
  | { readonly result: "unconfirmed"; readonly why: "in_doubt" }
  | {
      readonly result: "failed";
      readonly mayPass: boolean;
      readonly waitMs: number;
      readonly why: "refused";
      readonly stillWorks: false;
    };

/** Renews access once more, for nothing but its own cancellation. */
export async function renewToEnd(
  deps: Dependencies,
  connection: ConnectionRecord,
  ending: EndingTry,
  target: ProviderTarget,
  stored: TokenSet,
): Promise<Result<Kept, NotRenewed>> {
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
    return err({ result: "unconfirmed", why: "in_doubt" });
  }
  return ok(await keepForEnding(deps, connection, ending, leaseId, outcome.grant, stored));
}

/**
 * A grant that is gone is the end that was wanted. Only where refresh tokens are used up by use and
 * somebody may have used this one before, the refusal may mean that and nothing else.
 */
function notRenewed(outcome: Extract<TokenOutcome, { ok: false }>, { definition }: ProviderTarget, inDoubt: boolean): NotRenewed {
  if (outcome.class === "grant_dead") {
    if (usedUpByUse(definition) && inDoubt) return { result: "unconfirmed", why: "in_doubt" };
    return { result: "confirmed", proven: true };
  }
  return {
    result: "failed",
    mayPass: mayPass({ class: outcome.class, status: outcome.evidence.status }),
    waitMs: (outcome.retryAfterSeconds ?? 0) * 1000,
    why: "refused",
    stillWorks: false,
  };
}
