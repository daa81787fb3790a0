import { withDate } from "../faults/broken-answer";
import { takeFault } from "../faults/take-fault";
import { type Answer, empty, json } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import { requireUserAgent } from "../http/require-user-agent";
import type { Marketplace } from "../marketplace";
import { endGrant, grantOfAccessToken, grantOfRefreshToken } from "../state/find-grant";
import { authenticateClient } from "./authenticate-client";
import { refuseToken } from "./token-refusal";
import { readParameter } from "./wire-name";

/** POST of the revocation endpoint (RFC 7009). A token that is not known is 200 as well (§2.2). */
export function revokeToken(market: Marketplace, request: SandboxRequest): Answer {
  const nameless = requireUserAgent(market, request);
  if (nameless !== null) return nameless;
  const { revocation } = market.definition;
  const names = revocation.kind === "rfc7009" ? revocation.names : {};
  const token = readParameter(request.form, names, "token");
  const records = market.records();
  const grant = token === null ? undefined : (grantOfRefreshToken(records, token) ?? grantOfAccessToken(records, token));
  const accountId = grant?.accountId ?? null;
  const fault = takeFault(market, "revocation", accountId);
  if (fault === "404" || fault === "500") {
    return withDate(market, json(Number(fault), { message: "The address for ending access does not work." }), accountId);
  }
  const client = authenticateClient(market, request);
  if (client === null) return refuseToken("invalid_client", "Client authentication failed.");
  if (token === null) return refuseToken("invalid_request", "The token parameter is missing.");
  if (grant !== undefined && grant.clientId === client.clientId && grant.endedAt === null) {
    endGrant(grant, "application", market.now());
    records.counters.revocations += 1;
  }
  return withDate(market, empty(200), accountId);
}
