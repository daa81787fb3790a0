import { takeFault } from "../faults/take-fault";
import type { Answer } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import type { SandboxClient } from "../market-state";
import type { Marketplace } from "../marketplace";
import { endGrant, grantOfRefreshToken, isFor } from "../state/find-grant";
import { prune } from "../state/prune";
import type { Grant } from "../state/records";
import { hashSecret } from "../state/secret";
import { issueRefreshToken, replyWithAccess } from "./issue-tokens";
import { readScope } from "./read-scope";
import { type Rotation, rotationOf, stillWorks } from "./rotation";
import { refuseToken } from "./token-refusal";
import { readParameter } from "./wire-name";

/** Whether the permission itself has run out, where the definition knows how long it lasts. */
function hasRunOut({ definition, now }: Marketplace, grant: Grant): boolean {
  const { absoluteSeconds, sliding } = definition.refreshLifetime;
  const since = sliding ? (grant.renewedAt ?? grant.startedAt) : grant.startedAt;
  return absoluteSeconds !== null && since + absoluteSeconds * 1000 <= now();
}

/** Why a refresh token that is known is refused all the same; null when it works. */
function refusalOf(market: Marketplace, grant: Grant): Answer | null {
  if (takeFault(market, "sign_in_again", grant.accountId) !== null)
    return refuseToken(market, "mfa", "Multifactor authentication required.");
  if (grant.endedAt !== null) return refuseToken(market, "refresh_token", "Access was ended.");
  if (hasRunOut(market, grant)) return refuseToken(market, "refresh_token", "The refresh token has run out.");
  if (takeFault(market, "renewal_refused", grant.accountId) !== null)
    return refuseToken(market, "refresh_token", "The refresh token is refused.");
  return null;
}

function refuseReuse(market: Marketplace, grant: Grant, rotation: Rotation): Answer {
  market.records().counters.reuseHits += 1;
  if (rotation === "rotate_end") endGrant(grant, "reuse", market.now());
  return refuseToken(market, "refresh_token", "The refresh token was already used.");
}

/** The refresh token grant (RFC 6749 §6), with the provider's way of rotation. */
export function refreshGrant(market: Marketplace, request: SandboxRequest, client: SandboxClient): Answer {
  const records = market.records();
  const presented = readParameter(request.form, market.definition.token.names, "refresh_token") ?? "";
  const grant = grantOfRefreshToken(records, presented);
  if (grant === undefined || grant.clientId !== client.clientId || !isFor(grant.details, request.variables))
    return refuseToken(market, "refresh_token", "The refresh token is not known.");
  const scope = readScope(market, request, { kind: "refresh", within: grant.scope });
  if (!scope.ok) return scope.error;
  const refusal = refusalOf(market, grant);
  if (refusal !== null) return refusal;

  const hash = hashSecret(presented);
  const rotation = rotationOf(market, grant.accountId);
  if (!stillWorks(market, grant, hash)) return refuseReuse(market, grant, rotation);
  grant.renewedAt = market.now();
  records.counters.refreshes += 1;
  const rotates = rotation === "rotate" || rotation === "rotate_end";
  const entry = grant.refresh.find((candidate) => candidate.hash === hash);
  if (rotates && entry !== undefined) entry.usedAt ??= market.now();
  const refreshToken = rotates ? issueRefreshToken(market, grant) : rotation === "keep" ? presented : null;
  const answer = replyWithAccess(market, grant, { kind: "refresh", scope: scope.value ?? grant.scope, refreshToken });
  prune(records);
  return answer;
}
