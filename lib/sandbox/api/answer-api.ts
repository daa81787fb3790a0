import { brokenAnswer, withDate } from "../faults/broken-answer";
import type { Answer } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import { requireUserAgent } from "../http/require-user-agent";
import type { Marketplace } from "../marketplace";
import { brokenEnding } from "../oauth/revoke-token";
import { grantOfAccessToken, isFor } from "../state/find-grant";
import { hashSecret } from "../state/secret";
import { refuseCall } from "./refuse-call";
import { refuseKeyless } from "./refuse-keyless";
import type { ApiCall, ApiRefusal, Resource } from "./resource";

function tokenOf(market: Marketplace, request: SandboxRequest): string | null {
  const { tokenHeader, tokenPrefix } = market.definition.api;
  const header = request.header(tokenHeader.toLowerCase()) ?? "";
  // RFC 9110 §11.1: the name of a scheme has no case.
  return header.toLowerCase().startsWith(tokenPrefix.toLowerCase()) ? header.slice(tokenPrefix.length).trim() || null : null;
}

/** Who calls, or why not. Access belongs to the variables it was given for: another shop's token opens nothing here. */
function admit(market: Marketplace, request: SandboxRequest, scope: string | null): ApiCall | ApiRefusal {
  const records = market.records();
  const token = tokenOf(market, request);
  if (token === null) return { why: "no_token" };
  const hash = hashSecret(token);
  const grant = grantOfAccessToken(records, token);
  const access = grant?.access.find((entry) => entry.hash === hash);
  if (grant === undefined || access === undefined || !isFor(grant.details, request.variables)) return { why: "unknown" };
  if (grant.endedAt !== null && !market.quirks.accessOutlivesGrant) return { why: "ended" };
  if (access.expiresAt <= market.now()) return { why: "expired", expiredAt: access.expiresAt };
  const account = records.accounts.find((candidate) => candidate.id === grant.accountId);
  if (account === undefined || (scope !== null && !access.scope.includes(scope))) return { why: "scope", scope: scope ?? "" };
  return { market, request, account, grant };
}

function answer(market: Marketplace, request: SandboxRequest, resource: Resource): Answer {
  const refuse = market.quirks.refuseCall ?? refuseCall;
  if (resource.open) {
    if (tokenOf(market, request) === null) return resource.answer({ market, request, caller: null });
    const caller = admit(market, request, null);
    return "why" in caller ? refuse(caller) : resource.answer({ market, request, caller });
  }
  const call = admit(market, request, resource.scope);
  if ("why" in call) return refuse(call);
  const broken = resource.endsAccess ? brokenEnding(market, call.account.id) : null;
  return broken ?? resource.answer(call);
}

/** A call of the look-alike's API, with an access token where the resource needs one. */
export function answerApi(market: Marketplace, request: SandboxRequest, resource: Resource): Answer {
  const records = market.records();
  records.counters.apiCalls += 1;
  const turnedAway = requireUserAgent(market, request) ?? refuseKeyless(market, request);
  if (turnedAway !== null) return turnedAway;
  const token = tokenOf(market, request);
  const accountId = (token === null ? undefined : grantOfAccessToken(records, token))?.accountId ?? null;
  return withDate(market, brokenAnswer(market, accountId) ?? answer(market, request, resource), accountId);
}
