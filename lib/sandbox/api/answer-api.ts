import { brokenAnswer, withDate } from "../faults/broken-answer";
import { type Answer, empty, json } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import { requireUserAgent } from "../http/require-user-agent";
import type { Marketplace } from "../marketplace";
import type { Resource } from "../quirks/quirks";
import { grantOfAccessToken } from "../state/find-grant";
import { hashSecret } from "../state/secret";
import { resourceBody } from "./resource-body";

/** RFC 6750 §3.1. The reason stands in the header, the body is empty. */
const unauthorized = (reason: string | null): Answer =>
  empty(401, { "www-authenticate": reason === null ? "Bearer" : `Bearer error="invalid_token", error_description="${reason}"` });

function bearerOf(market: Marketplace, request: SandboxRequest): string | null {
  const { tokenHeader, tokenPrefix } = market.definition.api;
  const header = request.header(tokenHeader.toLowerCase()) ?? "";
  // RFC 9110 §11.1: the name of a scheme has no case.
  return header.toLowerCase().startsWith(tokenPrefix.toLowerCase()) ? header.slice(tokenPrefix.length).trim() || null : null;
}

/** A call of the look-alike's API with an access token. */
export function answerApi(market: Marketplace, request: SandboxRequest, resource: Resource): Answer {
  const records = market.records();
  records.counters.apiCalls += 1;
  const nameless = requireUserAgent(market, request);
  if (nameless !== null) return nameless;
  const bearer = bearerOf(market, request);
  const grant = bearer === null ? undefined : grantOfAccessToken(records, bearer);
  const accountId = grant?.accountId ?? null;
  const broken = brokenAnswer(market, accountId);
  if (broken !== null) return withDate(market, broken, accountId);
  if (bearer === null) return withDate(market, unauthorized(null), accountId);

  const hash = hashSecret(bearer);
  const access = grant?.access.find((entry) => entry.hash === hash);
  if (grant === undefined || access === undefined)
    return withDate(market, unauthorized("The access token is not known"), accountId);
  if (grant.endedAt !== null) return withDate(market, unauthorized("Access was ended"), accountId);
  if (access.expiresAt <= market.now()) return withDate(market, unauthorized("The access token expired"), accountId);
  const account = records.accounts.find((candidate) => candidate.id === accountId);
  if (!access.scope.includes(resource.scope) || account === undefined) {
    const message = `The access token lacks the scope ${resource.scope}.`;
    return withDate(market, json(403, { code: "insufficient_scope", message, errors: {} }), accountId);
  }
  const contentType = market.definition.api.headers["Accept"] ?? "application/json";
  return withDate(market, json(200, resourceBody(resource, account, request.path), { "content-type": contentType }), accountId);
}
