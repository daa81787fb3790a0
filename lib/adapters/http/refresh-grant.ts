import "#node-only";
import * as oauth from "oauth4webapi";
import { expandAddress } from "../../core/oauth/endpoints";
import { idTokenIssuer } from "../../core/oauth/id-token-issuer";
import { secretsOf } from "../../core/oauth/target-values";
import type { ProviderClient, TokenOutcome } from "../../core/ports/provider-client";
import type { TokenDeps } from "./check-id-token";
import { unsentOutcome } from "./failed-call";
import { allowsPlainHttp, authenticatedByWire, describeClient, describeServer } from "./server-metadata";
import { readTokenGrant } from "./token-grant";
import { openTokenWire, type TokenCall } from "./token-wire";

/**
 * The refresh token grant (RFC 6749 §6). Sent once: whether to send again after an unknown outcome is
 * for the refresh service to decide, which knows the lease.
 */
export async function refreshGrant(deps: TokenDeps, input: Parameters<ProviderClient["refresh"]>[0]): Promise<TokenOutcome> {
  const { target, variables, refreshToken, scope } = input;
  const { token } = target.definition;
  const addresses = { definition: target.definition, environmentId: target.environmentId, variables };
  const endpoint = expandAddress(addresses, token.refreshEndpoint ?? token.endpoint);
  if (!endpoint.ok) return unsentOutcome(endpoint.error);
  const issuer = idTokenIssuer(addresses);
  if (!issuer.ok) return unsentOutcome(issuer.error);

  const server = describeServer(target, endpoint.value.href);
  const secrets = [refreshToken, ...secretsOf(target)];
  const call: TokenCall = { target, grant: "refresh", variables, issuer: issuer.value, secrets };
  const wire = openTokenWire(deps, call);
  const sent = await oauth.refreshTokenGrantRequest(server, describeClient(target, null), authenticatedByWire, refreshToken, {
    [oauth.customFetch]: wire.fetch,
    [oauth.allowInsecureRequests]: allowsPlainHttp(target),
    additionalParameters: { scope: scope.join(" ") },
  });
  return readTokenGrant(deps, call, wire.reading(), sent, (signer, client, response) =>
    oauth.processRefreshTokenResponse(signer, client, response),
  );
}
