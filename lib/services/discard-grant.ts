import "#node-only";
import type { ProviderTarget } from "../core/ports/provider-client";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";

/** Ends a grant that we will not keep, where the provider has a way. A failure is logged: nothing of ours depends on it. */
export async function discardGrant(
  deps: Pick<Dependencies, "provider" | "logger">,
  target: ProviderTarget,
  tokens: TokenSet,
): Promise<void> {
  const { accessToken, refreshToken, variables } = tokens;
  const outcome = await deps.provider.revoke({ target, accessToken, refreshToken, variables });
  if (outcome.kind === "failed")
    deps.logger.warn("a grant we do not keep could not be cancelled", {
      provider: target.definition.id,
      class: outcome.class,
      status: outcome.evidence.status,
    });
}
