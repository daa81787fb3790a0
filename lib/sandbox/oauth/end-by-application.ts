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
