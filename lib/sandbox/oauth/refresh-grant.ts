import { takeFault } from "../faults/take-fault";
import type { Answer } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import type { Marketplace, SandboxClient } from "../marketplace";
import { endGrant, grantOfRefreshToken } from "../state/find-grant";
import { prune } from "../state/prune";
import { hashSecret } from "../state/secret";
import { issueRefreshToken, replyWithAccess } from "./issue-tokens";
import { readScope } from "./read-scope";
import { refuseToken } from "./token-refusal";
import { readParameter } from "./wire-name";

type Rotation = "rotate" | "rotate_end" | "keep" | "omit";

/** What becomes of a used refresh token: the switch decides, else the definition. */
function rotationOf(market: Marketplace, accountId: string | null): Rotation {
  const chosen = takeFault(market, "rotation", accountId);
  if (chosen === "rotate" || chosen === "rotate_end" || chosen === "keep") return chosen;
  const { kind } = market.definition.rotation;
  return kind === "none" || kind === "static" ? "omit" : "rotate";
}

/** The refresh token grant (RFC 6749 §6), with the provider's way of rotation. */
export function refreshGrant(market: Marketplace, request: SandboxRequest, client: SandboxClient): Answer {
  const records = market.records();
  const presented = readParameter(request.form, market.definition.token.names, "refresh_token") ?? "";
  const grant = grantOfRefreshToken(records, presented);
  if (grant === undefined || grant.clientId !== client.clientId)
    return refuseToken("invalid_grant", "The refresh token is not known.");
  const scope = readScope(market, request, grant.scope);
  if (!scope.ok) return scope.error;
  if (grant.endedAt !== null) return refuseToken("invalid_grant", "Access was ended.");
  if (takeFault(market, "renewal_refused", grant.accountId) !== null)
    return refuseToken("invalid_grant", "The refresh token is refused.");

  const hash = hashSecret(presented);
  const entry = grant.refresh.find((candidate) => candidate.hash === hash);
  const rotation = rotationOf(market, grant.accountId);
  if (entry === undefined || entry.usedAt !== null) {
    records.counters.reuseHits += 1;
    if (rotation === "rotate_end") endGrant(grant, "reuse", market.now());
    return refuseToken("invalid_grant", "The refresh token was already used.");
  }
  grant.renewedAt = market.now();
  records.counters.refreshes += 1;
  const rotates = rotation === "rotate" || rotation === "rotate_end";
  if (rotates) entry.usedAt = market.now();
  const refreshToken = rotates ? issueRefreshToken(market, grant) : rotation === "keep" ? presented : null;
  const answer = replyWithAccess(market, grant, { scope: scope.value ?? grant.scope, refreshToken });
  prune(records);
  return answer;
}
