import "#node-only";
import type { ProviderTarget, RevocationOutcome } from "../core/ports/provider-client";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";

/**
 * Asks the provider to cancel what this token set belongs to. A failure is logged here, and only here.
 *
 * @param what the sentence of the log @param connection public id; null: none of ours stands behind it
 */
export async function revokeGrant(
  deps: Pick<Dependencies, "provider" | "logger">,
  target: ProviderTarget,
  { accessToken, refreshToken, variables }: TokenSet,
  what: string,
  connection: string | null,
): Promise<RevocationOutcome> {
  const outcome = await deps.provider.revoke({ target, accessToken, refreshToken, variables });
  if (outcome.kind === "failed") {
    deps.logger.warn(what, {
      provider: target.definition.id,
      connection,
      class: outcome.class,
      status: outcome.evidence.status,
    });
  }
  return outcome;
}
