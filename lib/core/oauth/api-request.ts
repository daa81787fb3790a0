import "#node-only";
import type { ProviderTarget } from "../ports/provider-client";
import { ok, type Result } from "../result";
import { type DialectRequest, lowerCaseNames } from "./dialect-request";
import { expandAddress } from "./endpoints";
import type { RequestFailure } from "./request-failure";
import { privateValues } from "./target-values";
import { fillTemplates, type TemplateValues } from "./template";

type ApiCall = {
  readonly method: DialectRequest["method"];
  /** An address template of the definition. */
  readonly endpoint: string;
  readonly accessToken: string;
  readonly variables: TemplateValues;
};

/**
 * A request to the provider's API with the seller's access token.
 *
 * The token's type is written as the definition says, not as the reply did: some issue `bearer` and
 * read `Bearer` (RFC 6749 §7.1: the type is not case sensitive, but servers are).
 */
export function buildApiRequest(target: ProviderTarget, call: ApiCall): Result<DialectRequest, RequestFailure> {
  const { definition, environmentId } = target;
  const { api } = definition;
  const endpoint = expandAddress({ definition, environmentId, variables: call.variables }, call.endpoint);
  if (!endpoint.ok) return endpoint;
  const values = { ...privateValues(target, call.variables), accessToken: call.accessToken };
  const headers = fillTemplates(api.headers, values);
  if (!headers.ok) return headers;
  const authorization = lowerCaseNames([[api.tokenHeader, `${api.tokenPrefix}${call.accessToken}`]]);
  return ok({
    method: call.method,
    url: endpoint.value.href,
    headers: { accept: "application/json", ...authorization, ...lowerCaseNames(headers.value) },
    body: null,
  });
}
