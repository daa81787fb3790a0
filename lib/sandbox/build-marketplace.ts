import type { ProviderDefinition } from "../core/providers/definition";
import { lookalikePath } from "./lookalike-bases";
import type { MarketPaths } from "./marketplace";
import type { Quirks } from "./quirks/quirks";

/** Why the sandbox cannot stand in for a provider yet, in words; null when it can. */
function obstacle(definition: ProviderDefinition): string | null {
  if (definition.token.method !== "POST" || definition.token.encoding !== "form") return "its token requests are not form posts";
  const { accessToken, refreshToken, scope, root, success } = definition.reply;
  if (root !== null || success !== null || `${accessToken}${refreshToken}${scope}`.includes("."))
    return "its token replies are nested";
  if (definition.discovery.kind !== "none") return "its addresses are discovered";
  if (definition.client.methods.includes("hook")) return "its client authentication is a hook";
  return null;
}

/**
 * The quirks and paths of a definition's look-alike.
 *
 * @throws {Error} when nobody has written its quirks, or it needs something that the sandbox cannot do.
 */
export function buildMarketplace(
  definition: ProviderDefinition,
  lookalikes: readonly Quirks[],
): { quirks: Quirks; paths: MarketPaths } {
  const quirks = lookalikes.find((candidate) => candidate.providerId === definition.id);
  if (quirks === undefined) {
    throw new Error(`The sandbox has no look-alike of ${definition.displayName}: write lib/sandbox/quirks/${definition.id}.ts.`);
  }
  const why = obstacle(definition);
  if (why !== null) throw new Error(`The sandbox cannot stand in for ${definition.displayName}: ${why}.`);
  const { token, revocation } = definition;
  return {
    quirks,
    paths: {
      authorize: lookalikePath(definition, definition.authorization.endpoint),
      token: lookalikePath(definition, token.endpoint),
      refresh: lookalikePath(definition, token.refreshEndpoint ?? token.endpoint),
      revoke: revocation.kind === "rfc7009" ? lookalikePath(definition, revocation.endpoint) : null,
    },
  };
}
