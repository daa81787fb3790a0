import type { Grant, MarketRecords } from "./records";
import { hashSecret } from "./secret";

export const grantOfRefreshToken = (records: MarketRecords, refreshToken: string): Grant | undefined => {
  const hash = hashSecret(refreshToken);
  return records.grants.find((grant) => grant.refresh.some((entry) => entry.hash === hash));
};

export const grantOfAccessToken = (records: MarketRecords, accessToken: string): Grant | undefined => {
  const hash = hashSecret(accessToken);
  return records.grants.find((grant) => grant.access.some((entry) => entry.hash === hash));
};

/** Whether what was given for some values of the provider's variables is used where the same ones hold. */
export const isFor = (details: Readonly<Record<string, string>>, variables: Readonly<Record<string, string>>): boolean =>
  Object.entries(variables).every(([name, value]) => (details[name] ?? value) === value);

/** Still good for something: not ended, and with a key that works now or can be renewed. */
export const isLive = (grant: Grant, now: number): boolean =>
  grant.endedAt === null &&
  (grant.refresh.some((entry) => entry.usedAt === null) || grant.access.some((entry) => entry.expiresAt > now));

/** Ends a grant: every key of it stops working at once. Ending twice keeps the first reason. */
export function endGrant(grant: Grant, by: NonNullable<Grant["endedBy"]>, now: number): void {
  if (grant.endedAt !== null) return;
  grant.endedAt = now;
  grant.endedBy = by;
}
