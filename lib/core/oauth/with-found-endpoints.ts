import type { ProviderTarget } from "../ports/provider-client";
import type { ProviderDefinition } from "../providers/definition";
import type { FoundEndpoints } from "./found-endpoints";

/**
 * The target with what a document said in place of the definition's own addresses. Whoever builds a
 * request from it checks each address against the environment once more.
 *
 * @param found null: no document is at hand, so the definition's addresses stand
 * @param issuer whom a metadata document must speak for; it counts whether or not there is a document,
 *   so that nothing that is compared with it depends on what was reachable
 */
export function withFoundEndpoints(target: ProviderTarget, found: FoundEndpoints | null, issuer: string | null): ProviderTarget {
  const definition: ProviderDefinition = { ...target.definition, issuer: issuer ?? target.definition.issuer };
  if (found === null) return { ...target, definition };
  const { authorization, token, revocation, idToken, issInResponse } = definition;
  return {
    ...target,
    definition: {
      ...definition,
      authorization: { ...authorization, endpoint: found.authorization ?? authorization.endpoint },
      token: { ...token, endpoint: found.token },
      revocation:
        revocation.kind === "rfc7009" ? { ...revocation, endpoint: found.revocation ?? revocation.endpoint } : revocation,
      idToken: idToken && { ...idToken, keys: found.keys ?? idToken.keys },
      issInResponse: issInResponse || found.issInResponse,
    },
  };
}
