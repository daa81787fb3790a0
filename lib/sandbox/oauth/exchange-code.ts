import { takeFault } from "../faults/take-fault";
import type { Answer } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import type { SandboxClient } from "../market-state";
import type { Marketplace } from "../marketplace";
import { hasRule } from "../quirks/quirks";
import { isFor } from "../state/find-grant";
import { prune } from "../state/prune";
import type { Code } from "../state/records";
import { hashSecret } from "../state/secret";
import { issueRefreshToken, replyWithAccess, startGrant } from "./issue-tokens";
import { readScope } from "./read-scope";
import { refuseToken } from "./token-refusal";
import { verifyChallenge } from "./verify-challenge";
import { readParameter } from "./wire-name";

/** RFC 6749 §4.1.3: what the authorization request said is said again; where it said nothing, the registered address or nothing. */
function fitsRedirect(market: Marketplace, code: Code, sent: string | null): boolean {
  if (!market.definition.redirect.inToken) return true;
  if (code.presented !== null) return sent === code.presented;
  return sent === code.redirectUri || (sent === null && !hasRule(market.quirks, "redirect_uri_in_exchange"));
}

/** The authorization code grant (RFC 6749 §4.1.3). */
export function exchangeCode(market: Marketplace, request: SandboxRequest, client: SandboxClient): Answer {
  const read = (name: string) => readParameter(request.form, market.definition.token.names, name);
  const records = market.records();
  const hash = hashSecret(read("code") ?? "");
  const code = records.codes.find((candidate) => candidate.hash === hash);
  if (code === undefined || code.clientId !== client.clientId || !isFor(code.details, request.variables))
    return refuseToken(market, "code", "The code is not known.");
  const scope = readScope(market, request, { kind: "code", within: code.asked });
  if (!scope.ok) return scope.error;
  if (code.usedAt !== null) {
    records.counters.reuseHits += 1;
    return refuseToken(market, "code", "The code was already used.");
  }
  if (code.expiresAt <= market.now() || takeFault(market, "late_code", code.accountId) !== null) {
    return refuseToken(market, "code_late", "The code has expired.");
  }
  if (!fitsRedirect(market, code, read("redirect_uri"))) {
    if (hasRule(market.quirks, "redirect_mismatch_uses_code")) code.usedAt = market.now();
    return refuseToken(market, "redirect", "The redirect_uri differs from the one of the authorization request.");
  }
  if (!verifyChallenge(code.challenge, read("code_verifier")))
    return refuseToken(market, "verifier", "The code_verifier does not fit.");

  code.usedAt = market.now();
  records.counters.codeExchanges += 1;
  const grant = startGrant(market, { ...code, clientId: client.clientId });
  const refreshToken = issueRefreshToken(market, grant);
  const answer = replyWithAccess(market, grant, { kind: "code", scope: code.scope, refreshToken, nonce: code.nonce });
  prune(records);
  return answer;
}
