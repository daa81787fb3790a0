import { type Answer, json, text, withHeaders } from "../http/answer";
import type { Marketplace } from "../marketplace";
import type { TokenProblem } from "./token-problem";

const CODES: Readonly<Record<TokenProblem, string>> = {
  client: "invalid_client",
  request: "invalid_request",
  grant_type: "unsupported_grant_type",
  scope: "invalid_scope",
  code: "invalid_grant",
  code_late: "invalid_grant",
  redirect: "invalid_grant",
  verifier: "invalid_grant",
  refresh_token: "invalid_grant",
  mfa: "mfa_required",
};

/** RFC 6749 §5.2, unless the provider has words of its own: 400 and a code; `invalid_client` is 401 and names the scheme. */
export function refuseToken(market: Marketplace, problem: TokenProblem, description: string): Answer {
  const own = market.quirks.refusals?.[problem];
  if (own !== undefined) {
    const refusal =
      typeof own.body === "string" ? text(own.status, "text/plain; charset=utf-8", own.body) : json(own.status, own.body);
    return withHeaders(refusal, { ...own.headers });
  }
  const content = { error: CODES[problem], error_description: description };
  if (problem !== "client") return json(400, content);
  // RFC 6749 §5.2: the challenge belongs to who came with the Authorization header.
  const usesBasic = market.definition.client.methods.includes("basic");
  return json(401, content, usesBasic ? { "www-authenticate": 'Basic realm="sandbox"' } : {});
}
