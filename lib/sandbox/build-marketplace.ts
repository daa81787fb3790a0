import type { ProviderDefinition } from "../core/providers/definition";
import { lookalikePath } from "./lookalike-bases";
import type { MarketPaths } from "./market-state";
import type { Quirks } from "./quirks/quirks";

/** Why the sandbox cannot stand in for a provider yet, in words; null when it can. */
function obstacle(definition: ProviderDefinition): string | null {
  if (definition.token.method !== "POST" || definition.token.encoding === "query")
    return "its token requests carry secrets in the address";
  const { accessToken, refreshToken, scope, root, success } = definition.reply;
  if (root !== null || success !== null || `${accessToken}${refreshToken}${scope}`.includes("."))
    return "its token replies are nested";
  if (definition.discovery.kind === "oidc" || definition.discovery.kind === "rfc8414") return "its addresses are discovered";
  if (definition.client.methods.includes("hook")) return "its client authentication is a hook";
  return null;
}

/** Where an application ends access; null where it cannot, or where one of the look-alike's own resources answers that. */
function revocationPath(definition: ProviderDefinition, { resources }: Quirks): string | null {
  const { revocation } = definition;
  if (revocation.kind !== "rfc7009" && revocation.kind !== "http") return null;
  return resources.some(({ address }) => address === revocation.endpoint) ? null : lookalikePath(definition, revocation.endpoint);
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
  const { token, idToken } = definition;
  return {
    quirks,
    paths: {
      authorize: lookalikePath(definition, definition.authorization.endpoint),
      consent: quirks.consentAt === undefined ? null : lookalikePath(definition, quirks.consentAt),
      token: lookalikePath(definition, token.endpoint),
      refresh: lookalikePath(definition, token.refreshEndpoint ?? token.endpoint),
      revoke: revocationPath(definition, quirks),
      keys: idToken === null ? null : lookalikePath(definition, idToken.keys),
    },
  };
}
