import "#node-only";
import type { ProviderTarget } from "../ports/provider-client";
import type { ProviderDefinition } from "../providers/definition";
import { ok, type Result } from "../result";
import { buildApiRequest } from "./api-request";
import { type DialectRequest, lowerCaseNames, shapeRequest } from "./dialect-request";
import type { RequestFailure } from "./request-failure";
import { privateValues } from "./target-values";
import { fillTemplates, type TemplateValues } from "./template";

export type HttpRevocation = Extract<ProviderDefinition["revocation"], { readonly kind: "http" }>;

type RevocationCall = {
  readonly revocation: HttpRevocation;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly variables: TemplateValues;
};

/**
 * A cancellation by a call of the provider's own.
 *
 * It goes out as every call of the API does, unless the definition's headers put something else in their
 * place, such as the client's own credentials. Parameters travel in the body or not at all, so nothing
 * secret can end up in an address.
 */
export function buildHttpRevocation(
  target: ProviderTarget,
  { revocation, accessToken, refreshToken, variables }: RevocationCall,
): Result<DialectRequest, RequestFailure> {
  const { method, endpoint, encoding } = revocation;
  const own = { ...privateValues(target, variables), accessToken, ...(refreshToken === null ? {} : { refreshToken }) };
  const headers = fillTemplates(revocation.headers, own);
  if (!headers.ok) return headers;
  const parameters = fillTemplates(revocation.parameters, own);
  if (!parameters.ok) return parameters;
  const call = buildApiRequest(target, { method, endpoint, accessToken, variables });
  if (!call.ok) return call;
  const request = { ...call.value, headers: { ...call.value.headers, ...lowerCaseNames(headers.value) } };
  if (encoding === "none") return ok(request);
  return ok(shapeRequest(new URL(request.url), parameters.value, { method, encoding, headers: request.headers }));
}
