import { withDate } from "../faults/broken-answer";
import { takeFault } from "../faults/take-fault";
import { type Answer, empty, json } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import { requireUserAgent } from "../http/require-user-agent";
import type { Marketplace } from "../marketplace";
import { grantOfAccessToken, grantOfRefreshToken } from "../state/find-grant";
import type { Grant } from "../state/records";
import { hashSecret } from "../state/secret";
import { authenticateClient } from "./authenticate-client";
import { endByApplication, endToken } from "./end-by-application";
import { readRevocation } from "./read-revocation";
import { refuseToken } from "./token-refusal";
import { readParameter } from "./wire-name";

/** The switch for ending access; null when nothing is wrong. For every address at which an application ends it. */
export function brokenEnding(market: Marketplace, accountId: string | null): Answer | null {
  const status = takeFault(market, "revocation", accountId);
  if (status === null || status === "200") return null;
  return json(Number(status), { message: "The address for ending access does not work." });
}

const ended = (market: Marketplace): Answer =>
  market.quirks.endedBody === undefined ? empty(200) : json(200, market.quirks.endedBody);

/** RFC 7009. A token that is not known is 200 as well (§2.2). */
function endByStandard(market: Marketplace, request: SandboxRequest, grant: Grant | undefined, token: string | null): Answer {
  const client = authenticateClient(market, request);
  if (client === null) return refuseToken(market, "client", "Client authentication failed.");
  if (token === null) return refuseToken(market, "request", "The token parameter is missing.");
  if (grant === undefined || grant.clientId !== client.clientId) return ended(market);
  const { revocation } = market.definition;
  const endsOneToken = "scope" in revocation && revocation.scope === "token" && revocation.accessTokenSurvives === true;
  if (endsOneToken) endToken(market, grant, hashSecret(token));
  else endByApplication(market, grant);
  return ended(market);
}

/** The provider's own way, as the definition describes it. */
function endByTemplate(market: Marketplace, request: SandboxRequest): Answer {
  const read = readRevocation(market, request);
  if (read.client === null) return refuseToken(market, "client", "Client authentication failed.");
  if (read.grant === undefined) return refuseToken(market, "request", "The access token is not known.");
  endByApplication(market, read.grant);
  return ended(market);
}

/** The address at which an application ends access. */
export function revokeToken(market: Marketplace, request: SandboxRequest): Answer {
  const nameless = requireUserAgent(market, request);
  if (nameless !== null) return nameless;
  const { revocation } = market.definition;
  if (revocation.kind !== "rfc7009") {
    const accountId = readRevocation(market, request).grant?.accountId ?? null;
    return withDate(market, brokenEnding(market, accountId) ?? endByTemplate(market, request), accountId);
  }
  const token = readParameter(request.form, revocation.names, "token");
  const records = market.records();
  const byRefreshToken = token === null ? undefined : grantOfRefreshToken(records, token);
  const byAccessToken = token === null || revocation.accessTokenSurvives ? undefined : grantOfAccessToken(records, token);
  const grant = byRefreshToken ?? byAccessToken;
  const accountId = grant?.accountId ?? null;
  return withDate(market, brokenEnding(market, accountId) ?? endByStandard(market, request, grant, token), accountId);
}
