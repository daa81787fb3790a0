import { ok, type Result } from "../../core/result";
import type { Marketplace } from "../marketplace";

/** POST /console/expire, the time machine: every access token (of `account`, if given) has run out now. Renewal still works. */
export function expireAccess(market: Marketplace, form: URLSearchParams): Result<null, string> {
  const accountId = form.get("account") || null;
  const now = market.now();
  for (const grant of market.records().grants) {
    if (accountId !== null && grant.accountId !== accountId) continue;
    for (const access of grant.access) access.expiresAt = Math.min(access.expiresAt, now);
  }
  return ok(null);
}
