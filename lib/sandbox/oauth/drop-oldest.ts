import type { Marketplace } from "../marketplace";
import type { Grant } from "../state/records";

const hasRefreshToken = (grant: Grant): boolean => grant.refresh.some((entry) => entry.usedAt === null);

/** Where a person may hold only so many refresh tokens for an application, the oldest goes without a word. */
export function dropOldest(market: Marketplace, latest: Grant): void {
  const most = market.quirks.refreshTokenCap ?? market.definition.rotation.perUserCap;
  if (most === null) return;
  const holders = market
    .records()
    .grants.filter(({ accountId, clientId }) => accountId === latest.accountId && clientId === latest.clientId)
    .filter(hasRefreshToken);
  for (const grant of holders.slice(0, Math.max(0, holders.length - most))) grant.refresh = [];
}
