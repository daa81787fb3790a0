import type { ProviderTarget } from "../ports/provider-client";
import { ok, type Result } from "../result";
import { authenticateClient } from "./client-authentication";
import { type DialectRequest, lowerCaseNames, shapeRequest } from "./dialect-request";
import { expandAddress } from "./endpoints";
import { addParameters, type ParameterList, renameParameters } from "./parameter-list";
import type { RequestFailure } from "./request-failure";
import { joinScope, splitScope } from "./scope";
import { privateValues } from "./target-values";
import { fillTemplates, type TemplateValues } from "./template";

/** The two grants that are ever requested. A token for the client itself would never be a seller's connection. */
export type GrantKind = "code" | "refresh";

/** The order of RFC 6749 §4.1.3 and §6; servers do not care, readers of a trace do. */
const ORDER = ["grant_type", "code", "refresh_token", "redirect_uri", "scope", "code_verifier"];

/**
 * Translates a standard token request into the provider's dialect.
 *
 * @param standard the request in standard names, `scope` separated by spaces; whether `scope`, `redirect_uri` and
 *   `code_verifier` are sent is for the definition to say
 */
export function buildTokenRequest(
  target: ProviderTarget,
  {
    grant,
    standard,
    variables,
  }: { readonly grant: GrantKind; readonly standard: URLSearchParams; readonly variables: TemplateValues },
): Result<DialectRequest, RequestFailure> {
  const { definition, environmentId } = target;
  const { token } = definition;
  const values = privateValues(target, variables);
  const template = grant === "refresh" ? (token.refreshEndpoint ?? token.endpoint) : token.endpoint;
  const endpoint = expandAddress({ definition, environmentId, variables }, template);
  if (!endpoint.ok) return endpoint;
  const proof = authenticateClient(target, variables);
  if (!proof.ok) return proof;
  const constants = fillTemplates(token.parameters[grant], values);
  if (!constants.ok) return constants;
  const headers = fillTemplates(token.headers, values);
  if (!headers.ok) return headers;

  const names = { scope: definition.scope.parameter, ...token.names };
  const parameters = [...standardParameters(target, grant, standard), ...proof.value.parameters];
  return ok(
    shapeRequest(endpoint.value, addParameters(renameParameters(parameters, names), constants.value), {
      method: token.method,
      encoding: token.encoding,
      headers: { ...lowerCaseNames(headers.value), ...proof.value.headers },
    }),
  );
}

function standardParameters({ definition }: ProviderTarget, grant: GrantKind, standard: URLSearchParams): ParameterList {
  const { token, redirect, pkce, scope } = definition;
  return ORDER.flatMap((name): ParameterList => {
    const value = standard.get(name);
    if (name === "grant_type") return token.grants[grant] === null ? [] : [[name, token.grants[grant]]];
    if (value === null || value === "") return [];
    if (name === "redirect_uri" && !redirect.inToken) return [];
    if (name === "code_verifier" && pkce.use === "never") return [];
    if (name !== "scope") return [[name, value]];
    return token.scopeIn[grant] ? [[name, joinScope(splitScope(value, " "), scope.separator)]] : [];
  });
}
