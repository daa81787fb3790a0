import "#node-only";
import * as oauth from "oauth4webapi";
import { readAuthorizationResponse } from "../../core/oauth/authorization-response";
import { expandAddress } from "../../core/oauth/endpoints";
import { idTokenIssuer } from "../../core/oauth/id-token-issuer";
import { secretsOf } from "../../core/oauth/target-values";
import { isValueOf } from "../../core/oauth/variable-value";
import type { ProviderClient, ProviderTarget, TokenOutcome } from "../../core/ports/provider-client";
import type { TokenDeps } from "./check-id-token";
import { type FailedOutcome, refusedOutcome, unsentOutcome } from "./failed-call";
import { allowsPlainHttp, authenticatedByWire, describeClient, describeServer } from "./server-metadata";
import { readTokenGrant } from "./token-grant";
import { openTokenWire, type TokenCall } from "./token-wire";

type Exchange = Parameters<ProviderClient["exchangeCode"]>[0];

/**
 * The authorization code grant (RFC 6749 §4.1.3), with the verifier of RFC 7636.
 *
 * State and issuer are compared once more before anything is sent: the code of a response that is not
 * an answer to this flow goes nowhere.
 */
export async function exchangeCode(deps: TokenDeps, input: Exchange): Promise<TokenOutcome> {
  const { target, scope } = input;
  const read = readAuthorizationResponse(target.definition, input.response);
  if (read.kind !== "code") return notOurs(`the authorization response is ${read.kind}`);
  if (!fitsDefinition(target, read.captured)) return notOurs("the authorization response carries a value that does not fit");
  // What the seller chose stays: a response must not be able to move the token request to another host.
  const variables = { ...read.captured, ...input.variables };
  const addresses = { definition: target.definition, environmentId: target.environmentId, variables };
  const endpoint = expandAddress(addresses, target.definition.token.endpoint);
  if (!endpoint.ok) return unsentOutcome(endpoint.error);
  const issuer = idTokenIssuer(addresses);
  if (!issuer.ok) return unsentOutcome(issuer.error);

  const server = describeServer(target, endpoint.value.href, issuer.value);
  const response = validate(server, target, input, read);
  if (response === null) return notOurs("the authorization response belongs to another flow");
  const secrets = [read.code, input.codeVerifier, input.state, input.nonce, ...secretsOf(target)];
  const call: TokenCall = { target, grant: "code", variables, issuer: issuer.value, secrets };
  const wire = openTokenWire(deps, call);
  const sent = await oauth.authorizationCodeGrantRequest(
    server,
    describeClient(target, null),
    authenticatedByWire,
    response,
    target.redirectUri,
    input.codeVerifier,
    {
      [oauth.customFetch]: wire.fetch,
      [oauth.allowInsecureRequests]: allowsPlainHttp(target),
      additionalParameters: { scope: scope.join(" ") },
    },
  );
  const expectedNonce = issuer.value !== null && scope.includes("openid") ? { expectedNonce: input.nonce } : {};
  return readTokenGrant(deps, call, wire.reading(), sent, (signer, client, response) =>
    oauth.processAuthorizationCodeResponse(signer, client, response, expectedNonce),
  );
}

function validate(
  server: oauth.AuthorizationServer,
  target: ProviderTarget,
  { state }: Exchange,
  read: { readonly code: string; readonly state: string; readonly iss: string | null },
): URLSearchParams | null {
  const standard = new URLSearchParams({ code: read.code, state: read.state, ...(read.iss === null ? {} : { iss: read.iss }) });
  try {
    return oauth.validateAuthResponse(server, describeClient(target, null), standard, state);
  } catch {
    return null;
  }
}

const fitsDefinition = ({ definition }: ProviderTarget, captured: Readonly<Record<string, string>>): boolean =>
  definition.variables.every((variable) => {
    const value = Object.hasOwn(captured, variable.name) ? captured[variable.name] : undefined;
    return value === undefined || isValueOf(variable, value);
  });

const notOurs = (why: string): FailedOutcome => refusedOutcome("code_invalid", why);
