import { takeFault } from "../faults/take-fault";
import type { Answer } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import type { Marketplace, SandboxClient } from "../marketplace";
import { prune } from "../state/prune";
import { hashSecret } from "../state/secret";
import { issueRefreshToken, replyWithAccess, startGrant } from "./issue-tokens";
import { readScope } from "./read-scope";
import { refuseToken } from "./token-refusal";
import { verifyChallenge } from "./verify-challenge";
import { readParameter } from "./wire-name";

/** The authorization code grant (RFC 6749 §4.1.3). */
export function exchangeCode(market: Marketplace, request: SandboxRequest, client: SandboxClient): Answer {
  const read = (name: string) => readParameter(request.form, market.definition.token.names, name);
  const records = market.records();
  const hash = hashSecret(read("code") ?? "");
  const code = records.codes.find((candidate) => candidate.hash === hash);
  if (code === undefined || code.clientId !== client.clientId) return refuseToken("invalid_grant", "The code is not known.");
  const scope = readScope(market, request, code.asked);
  if (!scope.ok) return scope.error;
  if (code.usedAt !== null) {
    records.counters.reuseHits += 1;
    return refuseToken("invalid_grant", "The code was already used.");
  }
  if (code.expiresAt <= market.now() || takeFault(market, "late_code", code.accountId) !== null) {
    return refuseToken("invalid_grant", "The code has expired.");
  }
  if (market.definition.redirect.inToken && read("redirect_uri") !== code.redirectUri) {
    return refuseToken("invalid_grant", "The redirect_uri differs from the one of the authorization request.");
  }
  if (!verifyChallenge(code.challenge, read("code_verifier")))
    return refuseToken("invalid_grant", "The code_verifier does not fit.");

  code.usedAt = market.now();
  records.counters.codeExchanges += 1;
  const grant = startGrant(market, { accountId: code.accountId, clientId: client.clientId, scope: code.scope });
  const answer = replyWithAccess(market, grant, { scope: code.scope, refreshToken: issueRefreshToken(market, grant) });
  prune(records);
  return answer;
}
