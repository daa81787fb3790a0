import { conditionUnder } from "../../core/connections/own-state";
import type { Trouble } from "../../core/connections/trouble";
import type { HealthCount } from "../../core/ports/admin";
import type { Db } from "./open";
import { readStateCounts, type StateCount } from "./state-counts";

type Row = {
  id: bigint;
  provider_id: string;
  environment_id: string;
  trouble: Trouble | null;
  paused: boolean;
  stopped: boolean;
  last_success_at: Date | null;
  overdue: number;
  oldest_due_at: Date | null;
};

/** The scheduler looks every few seconds, so a renewal that is due for longer than this is late. */
const LATE_MS = 60_000;
/** Of more than this it is only worth knowing that they are more. */
const MOST_OVERDUE = 1_000;

/**
 * How the connections of each provider's environment stand: one read of the counts that are kept, and for each
 * registration one look at each end of its queue. None of it depends on how many connections there are.
 *
 * @param countsTests `countsTests`
 */
export async function readHealth(db: Db, countsTests: boolean): Promise<readonly HealthCount[]> {
  const [counts, registrations] = await Promise.all([readStateCounts(db), readQueues(db)]);
  return registrations.flatMap((registration) =>
    healthOf(
      registration,
      counts.filter((each) => each.registration === registration.id && (countsTests || !each.isTest)),
    ),
  );
}

/** What belongs to the registration as a whole stands with the first of its conditions only, so that sums are right. */
function healthOf(registration: Row, counts: readonly StateCount[]): readonly HealthCount[] {
  const byCondition = new Map<HealthCount["condition"], number>();
  for (const { own, n } of counts) {
    const condition = conditionUnder(own, registration);
    byCondition.set(condition, (byCondition.get(condition) ?? 0) + n);
  }
  return [...byCondition].map(([condition, count], index) => ({
    providerId: registration.provider_id,
    environmentId: registration.environment_id,
    condition,
    count,
    lastSuccessAt: index === 0 ? registration.last_success_at : null,
    overdue: index === 0 ? registration.overdue : 0,
    oldestDueAt: index === 0 ? registration.oldest_due_at : null,
  }));
}

const readQueues = (db: Db): Promise<Row[]> => db.$queryRaw<Row[]>`
  SELECT r.id, r.provider_id, r.environment_id, r.trouble, r.renewals_paused_at IS NOT NULL AS paused, r.emergency_at IS NOT NULL AS stopped,
    (SELECT max(k.obtained_at) FROM credential k WHERE k.registration_id = r.id) AS last_success_at, late.overdue, late.oldest_due_at
  FROM client_registration r CROSS JOIN LATERAL (
    SELECT count(*)::int AS overdue, min(refresh_after) AS oldest_due_at FROM (
      SELECT k.refresh_after FROM credential k JOIN connection c ON c.id = k.connection_id
      WHERE k.registration_id = r.id AND k.refresh_after < now() - ${LATE_MS} * interval '1 millisecond' AND k.has_refresh AND c.status = 'ACTIVE'
      ORDER BY k.refresh_after LIMIT ${MOST_OVERDUE}) AS waiting
  ) AS late ORDER BY r.id`;
