import "#node-only";
import type { AccountIdentity, ProviderTarget } from "../core/ports/provider-client";
import { revocationScope } from "../core/providers/revocation-scope";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { revokeGrant } from "./revoke-grant";

type Account = Pick<AccountIdentity, "issuer" | "key">;

/**
 * Ends a grant that we will not keep, where the provider has a way. A failure is logged: nothing of ours
 * depends on it.
 *
 * Where one cancellation ends more than its own tokens and the account is connected here, the tokens are
 * only dropped: whose connection that is did not ask for an end (`security.md` A20).
 */
export async function discardGrant(
  deps: Pick<Dependencies, "provider" | "logger" | "connections">,
  target: ProviderTarget,
  tokens: TokenSet,
  account: Account,
): Promise<void> {
  if (await wouldEndAnother(deps, target, account)) return;
  await revokeGrant(deps, target, tokens, "a grant we do not keep could not be cancelled", null);
}

async function wouldEndAnother(
  deps: Pick<Dependencies, "connections">,
  { definition, environmentId }: ProviderTarget,
  { issuer, key }: Account,
): Promise<boolean> {
  const scope = revocationScope(definition);
  if (scope === null || scope === "token" || key === null) return false;
  const live = await deps.connections.liveByAccount({
    providerId: definition.id,
    environmentId,
    accountIssuer: issuer,
    accountKey: key,
  });
  // One whose own end was asked for does not mind.
  return live !== null && live.status !== "REVOKING";
}
