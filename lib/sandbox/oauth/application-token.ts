import type { Answer } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import type { SandboxClient } from "../market-state";
import type { Marketplace } from "../marketplace";
import { replyWithAccess, startGrant } from "./issue-tokens";
import { readScope } from "./read-scope";
import { refuseToken } from "./token-refusal";

/** The client credentials grant (RFC 6749 §4.4): longer-lived, nobody's account, no refresh token. */
export function grantToApplication(market: Marketplace, request: SandboxRequest, client: SandboxClient): Answer {
  const lifetimeSeconds = market.quirks.applicationLifetimeSeconds;
  if (lifetimeSeconds === null) return refuseToken(market, "grant_type", "This grant is not offered.");
  const known = market.definition.scope.known.map((entry) => entry.value);
  const scope = readScope(market, request, { kind: "application", within: known });
  if (!scope.ok) return scope.error;
  const grant = startGrant(market, { accountId: null, clientId: client.clientId, scope: scope.value ?? [] });
  return replyWithAccess(market, grant, { kind: "application", scope: grant.scope, refreshToken: null, lifetimeSeconds });
}
