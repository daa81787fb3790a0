import type { Marketplace } from "../marketplace";
import { endGrant } from "../state/find-grant";
import type { Grant } from "../state/records";

/** What the definition says an application ends: this grant, or all of the person's at this application. */
function reached({ definition, records }: Marketplace, grant: Grant): readonly Grant[] {
  const { revocation } = definition;
  const isWide = "scope" in revocation && revocation.scope === "account";
  return isWide
    ? records().grants.filter(({ accountId, clientId }) => accountId === grant.accountId && clientId === grant.clientId)
    : [grant];
}

/**
 * An application ends one refresh token, where that is all that a cancellation reaches. One that was used up is none any
 * more, and what it was exchanged for stays.
 */
export function endToken(market: Marketplace, grant: Grant, hash: string): void {
  const kept = grant.refresh.filter((entry) => entry.hash !== hash || entry.usedAt !== null);
  if (grant.endedAt !== null || kept.length === grant.refresh.length) return;
  market.records().counters.revocations += 1;
  grant.refresh = kept;
}

/** An application ends access. Where access tokens survive that, only what renews them is gone. */
export function endByApplication(market: Marketplace, grant: Grant): void {
  const { revocation } = market.definition;
  for (const each of reached(market, grant)) {
    if (each.endedAt !== null) continue;
    market.records().counters.revocations += 1;
    if (revocation.accessTokenSurvives === true) each.refresh = [];
    else endGrant(each, "application", market.now());
  }
}
