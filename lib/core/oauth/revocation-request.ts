import type { ProviderTarget } from "../ports/provider-client";
import type { ProviderDefinition } from "../providers/definition";
import { ok, type Result } from "../result";
import { authenticateClient } from "./client-authentication";
import { type DialectRequest, shapeRequest } from "./dialect-request";
import { expandAddress } from "./endpoints";
import { renameParameters } from "./parameter-list";
import type { RequestFailure } from "./request-failure";
import type { TemplateValues } from "./template";

export type StandardRevocation = Extract<ProviderDefinition["revocation"], { readonly kind: "rfc7009" }>;

/**
 * Translates a standard revocation request, authenticated as the token request is.
 * @see RFC 7009 §2.1
 */
export function buildRevocationRequest(
  target: ProviderTarget,
  {
    revocation,
    standard,
    variables,
  }: { readonly revocation: StandardRevocation; readonly standard: URLSearchParams; readonly variables: TemplateValues },
): Result<DialectRequest, RequestFailure> {
  const { definition, environmentId } = target;
  const endpoint = expandAddress({ definition, environmentId, variables }, revocation.endpoint);
  if (!endpoint.ok) return endpoint;
  const proof = authenticateClient(target, variables);
  if (!proof.ok) return proof;
  const parameters = renameParameters([...standard.entries(), ...proof.value.parameters], revocation.names);
  return ok(shapeRequest(endpoint.value, parameters, { method: "POST", encoding: "form", headers: proof.value.headers }));
}
