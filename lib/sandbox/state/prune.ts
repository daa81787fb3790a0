import type { MarketRecords } from "./records";

const KEEP_CODES = 500;
const KEEP_ENDED_GRANTS = 100;
const KEEP_USED_REFRESH_TOKENS = 25;
const KEEP_ACCESS_TOKENS = 10;

/** Forgets the oldest of what only history needs, so that a sandbox which runs for weeks stays small. */
export function prune(records: MarketRecords): void {
  records.codes = records.codes.slice(-KEEP_CODES);
  const ended = records.grants.filter((grant) => grant.endedAt !== null);
  const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - KEEP_ENDED_GRANTS)));
  records.grants = records.grants.filter((grant) => !forgotten.has(grant));
  for (const grant of records.grants) {
    if (grant.access.length > KEEP_ACCESS_TOKENS) grant.access = grant.access.slice(-KEEP_ACCESS_TOKENS);
    const used = grant.refresh.filter((entry) => entry.usedAt !== null).slice(-KEEP_USED_REFRESH_TOKENS);
    if (grant.refresh.length > KEEP_USED_REFRESH_TOKENS + 5) {
      grant.refresh = [...used, ...grant.refresh.filter((entry) => entry.usedAt === null)];
    }
  }
}
