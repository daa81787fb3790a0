import "#node-only";
import type { ConnectionRecord } from "../core/connections/record";
import { isOtherAccount } from "../core/oauth/other-account";
import { grantedScope } from "../core/oauth/scope";
import type { EndingTry } from "../core/ports/connections";
import type { ProviderTarget } from "../core/ports/provider-client";
import { provesEnd } from "../core/providers/proves-end";
import { usedUpByUse } from "../core/providers/used-up-by-use";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { keepForEnding } from "./keep-for-ending";

/** `still_works`: the provider has confirmed an end that is none, and these tokens are what has to be cancelled now. */
export type Proof =
  | { readonly kind: "proven" | "unknown" }
  | { readonly kind: "still_works"; readonly ending: EndingTry; readonly accessUntil: Date | null };

/**
 * Shows the refresh token of a cancelled grant once more: it must be refused. One call, and only where the definition says
 * that it harms nobody; without a clear answer the provider's word stands.
 *
 * @param tokens those that the cancellation was made with
 */
export async function proveEnding(
  deps: Dependencies,
  connection: ConnectionRecord,
  ending: EndingTry,
  target: ProviderTarget,
  tokens: TokenSet,
): Promise<Proof> {
  const { refreshToken, variables } = tokens;
  if (refreshToken === null || !provesEnd(target.definition)) return { kind: "unknown" };
  // A used token may be refused for that alone, whatever the definition says of its use.
  const { inDoubt, begin } = deps.connections.endingRenewals;
  if (await inDoubt(connection.id, ending)) return { kind: "unknown" };
  const leaseId = deps.randomness.token(16);
  // Where use uses it up, the question itself is such a use.
  if (usedUpByUse(target.definition)) await begin(connection.id, ending, leaseId);

  const scope = grantedScope(tokens.scope, connection.scopeGranted);
  const outcome = await deps.provider.refresh({ target, refreshToken, scope, variables });
  if (!outcome.ok) {
    await deps.connections.endingRenewals.fail(leaseId, outcome.outcomeKnown);
    return { kind: outcome.class === "grant_dead" ? "proven" : "unknown" };
  }
  if (isOtherAccount(target.definition, outcome.grant, connection.accountKey)) {
    await deps.connections.endingRenewals.fail(leaseId, true);
    deps.logger.error("a cancelled grant answered for another account", { connection: connection.id });
    return { kind: "unknown" };
  }
  deps.logger.error("a provider confirmed an end, and access still works", {
    provider: connection.providerId,
    connection: connection.id,
  });
  const kept = await keepForEnding(deps, connection, ending, leaseId, outcome.grant, tokens);
  const end = kept.tokens.accessExpiresAt;
  return { kind: "still_works", ending: kept.ending, accessUntil: end === null ? null : new Date(end) };
}
