import { err, ok, type Result } from "../../core/result";
import type { Marketplace } from "../marketplace";
import { endGrant, isLive } from "../state/find-grant";

/**
 * POST /console/revoke: a person ends access on the marketplace's own page. `grant` names one,
 * `account` all of a made-up account; with neither, everybody's.
 */
export function endAccess(market: Marketplace, form: URLSearchParams): Result<null, string> {
  const [grantId, accountId] = [form.get("grant") || null, form.get("account") || null];
  const now = market.now();
  const { grants, counters } = market.records();
  const chosen = grants.filter(
    (grant) =>
      isLive(grant, now) && (grantId === null || grant.id === grantId) && (accountId === null || grant.accountId === accountId),
  );
  if (chosen.length === 0) return err("There is no such access to end.");
  for (const grant of chosen) endGrant(grant, "marketplace", now);
  counters.revocations += chosen.length;
  return ok(null);
}
