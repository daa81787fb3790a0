import { ADMINS_FAILURES, ADMINS_TROUBLE, type Condition } from "../../core/connections/condition";
import {
  ACCESS_NOTICE_MS,
  ACCESS_NOTICE_SHARE,
  FAILURES_TO_SHOW,
  GRANT_NOTICE_MS,
  SKEW_MS,
} from "../../core/connections/display-state";
import type { Derivation, ImpliedScope } from "../../core/ports/admin";
import { Prisma } from "./generated/client";

const ms = (length: number): Prisma.Sql => Prisma.sql`${length}::float8 * interval '1 millisecond'`;

/**
 * The state that `displayState` derives and the condition that `conditionOf` makes of it, as columns
 * `s.state` and `s.condition`, so that connections can be counted and filtered where they are kept.
 *
 * Joined to `c` (connection), `k` (credential) and `r` (registration). A test holds both against the pure functions.
 */
export function stateColumns(derive: Derivation): Prisma.Sql {
  const now = Prisma.sql`${derive.now}::timestamptz`;
  return Prisma.sql`
    CROSS JOIN LATERAL (SELECT CASE WHEN k.access_end_known THEN k.access_expires_at END AS access_end) AS clock
    CROSS JOIN LATERAL (SELECT
      COALESCE(${now} >= clock.access_end + ${ms(SKEW_MS)}, false) AS is_over,
      k.has_refresh AND COALESCE(${now} < k.refresh_expires_at + ${ms(SKEW_MS)}, true) AS renewable,
      clock.access_end - GREATEST(interval '0', LEAST(${ms(ACCESS_NOTICE_MS)}, (clock.access_end - k.obtained_at) * ${ACCESS_NOTICE_SHARE}::float8))
        AS notice_at,
      k.failures_in_row > 0 AND k.last_failure_class IS NOT NULL AND k.last_failed_at IS NOT NULL AS failing
    ) AS facts
    CROSS JOIN LATERAL (SELECT c.status = 'NEEDS_REAUTH' OR (NOT facts.renewable AND facts.is_over) AS reconnect) AS gone
    CROSS JOIN LATERAL (SELECT c.status = 'ACTIVE' AND r.renewals_paused_at IS NULL AND NOT gone.reconnect AS trying) AS kept
    CROSS JOIN LATERAL (SELECT CASE
      WHEN c.status IN ('REVOKING', 'REVOKED') THEN 'disconnected'
      WHEN gone.reconnect THEN 'reconnect'
      WHEN kept.trying AND facts.is_over THEN 'trouble_off'
      WHEN c.status = 'ACTIVE' AND facts.is_over THEN 'paused'
      WHEN COALESCE(${now} >= k.refresh_expires_at - ${ms(GRANT_NOTICE_MS)}, false)
        OR (NOT facts.renewable AND COALESCE(${now} >= facts.notice_at, false)) THEN 'ends_soon'
      WHEN ${isMissing(derive.implied)} THEN 'partial'
      WHEN kept.trying AND (r.trouble IS NOT NULL
        OR (facts.failing AND k.last_failure_class <> 'grant' AND k.failures_in_row >= ${FAILURES_TO_SHOW})) THEN 'trouble_on'
      WHEN c.status = 'PAUSED' OR r.renewals_paused_at IS NOT NULL THEN 'paused'
      ELSE 'working' END AS state) AS shown
    CROSS JOIN LATERAL (SELECT shown.state, CASE
      WHEN shown.state NOT IN ('trouble_off', 'trouble_on') THEN shown.state
      WHEN r.trouble = ${ADMINS_TROUBLE} OR (facts.failing AND k.last_failure_class = ANY(${[...ADMINS_FAILURES]})
        AND (shown.state = 'trouble_off' OR k.failures_in_row >= ${FAILURES_TO_SHOW})) THEN ${"needs_you" satisfies Condition}
      ELSE ${"trouble" satisfies Condition} END AS condition) AS s`;
}

/** Whether a wanted permission was neither given nor contained in one that was. */
function isMissing(implied: readonly ImpliedScope[]): Prisma.Sql {
  const plainly = Prisma.sql`NOT c.scope_wanted <@ c.scope_granted`;
  if (implied.length === 0) return plainly;
  return Prisma.sql`${plainly} AND EXISTS (
    SELECT 1 FROM unnest(c.scope_wanted) AS wanted(value) WHERE NOT wanted.value = ANY(c.scope_granted) AND NOT EXISTS (
      SELECT 1 FROM jsonb_to_recordset(${JSON.stringify(implied)}::jsonb) AS i("providerId" text, value text, contains text)
      WHERE i."providerId" = c.provider_id AND i.contains = wanted.value AND i.value = ANY(c.scope_granted)))`;
}
