import "#node-only";
import * as oauth from "oauth4webapi";
import { expandAddress } from "../../core/oauth/endpoints";
import { idTokenIssuer } from "../../core/oauth/id-token-issuer";
import { secretsOf } from "../../core/oauth/target-values";
import type { ProviderClient, TokenOutcome } from "../../core/ports/provider-client";
import type { TokenDeps } from "./check-id-token";
import { unsentOutcome } from "./failed-call";
import { callOfReply } from "./raw-reply";
import { allowsPlainHttp, authenticatedByWire, describeClient, describeServer } from "./server-metadata";
import { type CheckReply, readTokenGrant } from "./token-grant";
import { openTokenWire, readWire, standardResponse, type TokenCall } from "./token-wire";

const checkReply: CheckReply = (signer, client, response) => oauth.processRefreshTokenResponse(signer, client, response);

/**
 * The refresh token grant (RFC 6749 §6). Sent once: whether to send again after an unknown outcome is
 * for the refresh service to decide, which knows the lease.
 */
export async function refreshGrant(deps: TokenDeps, input: Parameters<ProviderClient["refresh"]>[0]): Promise<TokenOutcome> {
  const { target, variables, refreshToken, scope, keep } = input;
  const { token } = target.definition;
  const addresses = { definition: target.definition, environmentId: target.environmentId, variables };
  const endpoint = expandAddress(addresses, token.refreshEndpoint ?? token.endpoint);
  if (!endpoint.ok) return unsentOutcome(endpoint.error);
  const issuer = idTokenIssuer(addresses);
  if (!issuer.ok) return unsentOutcome(issuer.error);

  const server = describeServer(target, endpoint.value.href);
  const secrets = [refreshToken, ...secretsOf(target)];
  const call: TokenCall = { target, grant: "refresh", variables, issuer: issuer.value, secrets, keep };
  const wire = openTokenWire(deps, call);
  const sent = await oauth.refreshTokenGrantRequest(server, describeClient(target, null), authenticatedByWire, refreshToken, {
    [oauth.customFetch]: wire.fetch,
    [oauth.allowInsecureRequests]: allowsPlainHttp(target),
    additionalParameters: { scope: scope.join(" ") },
  });
  return readTokenGrant(deps, call, wire.reading(), sent, checkReply);
}

/** Interprets a kept reply as `refreshGrant` interprets one that comes. */
export async function readRefreshReply(
  deps: TokenDeps,
  { target, variables, reply }: Parameters<ProviderClient["readRefreshReply"]>[0],
): Promise<TokenOutcome> {
  const issuer = idTokenIssuer({ definition: target.definition, environmentId: target.environmentId, variables });
  if (!issuer.ok) return unsentOutcome(issuer.error);
  const tokenCall: TokenCall = { target, grant: "refresh", variables, issuer: issuer.value, secrets: secretsOf(target) };
  const reading = readWire(tokenCall, callOfReply(deps.clock, reply));
  const outcome = await readTokenGrant(deps, tokenCall, reading, standardResponse(tokenCall, reading), checkReply);
  return { ...outcome, evidence: { ...outcome.evidence, clockSkewMs: reply.clockSkewMs } };
}
