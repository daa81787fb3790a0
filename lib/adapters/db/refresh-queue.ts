import type { RefreshQueue, Taken } from "../../core/ports/refresh-queue";
import type { Db } from "./open";
import { toRegistration } from "./registrations";
import { COLUMNS, type ConnectionRow, toConnection } from "./rows";

type ClaimRow = ConnectionRow & {
  budget_left: number;
  lease_id: string;
  reference: string;
  sealed: string;
  claimed_at: Date;
  unknown_before: number;
};
/** A take that found nothing is one row with what the bucket holds. */
type Row = ClaimRow | { budget_left: number; lease_id: null };

/**
 * The due rows of each registration in PostgreSQL.
 *
 * A take locks the registration's row, which holds the budget, and after it nothing that somebody else
 * has: so it can neither wait in a circle nor hold up a disconnect. What is locked meanwhile is due in
 * the next take as well. Rows are chosen before they are counted against the budget, because a limit
 * that the planner does not know would make it sort everything that is due.
 */
export function refreshQueue(db: Db): RefreshQueue {
  return {
    async waiting() {
      const found = await db.$queryRaw<{ id: bigint }[]>`
        SELECT r.id FROM client_registration r WHERE r.trouble IS NULL AND r.renewals_paused_at IS NULL AND r.emergency_at IS NULL AND (r.frozen_until IS NULL OR r.frozen_until <= now())
          AND EXISTS (SELECT FROM credential k WHERE k.registration_id = r.id AND k.refresh_after <= now() AND k.has_refresh)`;
      if (found.length === 0) return [];
      return (await db.clientRegistration.findMany({ where: { id: { in: found.map(({ id }) => id) } } })).map(toRegistration);
    },

    async take({ registrationId, leases, leaseMs, bucket }) {
      const wanted = JSON.stringify(leases.map((lease, index) => ({ ...lease, place: index + 1 })));
      const rows = await db.$queryRaw<Row[]>`
        WITH r AS MATERIALIZED (
          SELECT id, public_id, trouble, trouble_since, renewals_paused_at, emergency_at, clock_timestamp() AS at, LEAST(${bucket.holds}::float8, COALESCE(budget_left, ${bucket.holds}::float8)
            + ${bucket.perSecond}::float8 * GREATEST(0, extract(epoch FROM clock_timestamp() - COALESCE(budget_at, now())))::float8) AS budget
          FROM client_registration WHERE public_id = ${registrationId} AND trouble IS NULL AND renewals_paused_at IS NULL AND emergency_at IS NULL AND (frozen_until IS NULL OR frozen_until <= now())
          FOR NO KEY UPDATE
        ), due AS MATERIALIZED (
          SELECT k.connection_id FROM credential k
          WHERE (SELECT budget FROM r) >= 1 AND k.registration_id = (SELECT id FROM r) AND k.refresh_after <= now() AND k.has_refresh
            AND k.sealed IS NOT NULL AND (k.lease_until IS NULL OR k.lease_until < now())
          ORDER BY k.refresh_after LIMIT ${leases.length} FOR NO KEY UPDATE SKIP LOCKED
        ), taken AS MATERIALIZED (
          SELECT ${COLUMNS}, k.connection_id AS key, k.registration_id AS registration_key, k.sealed, k.refresh_fingerprint
          FROM due JOIN credential k ON k.connection_id = due.connection_id JOIN connection c ON c.id = k.connection_id
          JOIN app_user o ON o.id = c.owner_id CROSS JOIN r
          WHERE c.status = 'ACTIVE' FOR SHARE OF c SKIP LOCKED FOR NO KEY UPDATE OF k SKIP LOCKED
        ), chosen AS MATERIALIZED (
          SELECT t.*, l."leaseId" AS lease_id, l.reference
          FROM (SELECT *, row_number() OVER (ORDER BY refresh_after) AS place FROM taken) t
          JOIN jsonb_to_recordset(${wanted}::jsonb) AS l("leaseId" text, reference text, place int) ON l.place = t.place
          WHERE t.place <= (SELECT floor(budget) FROM r)
        ), won AS (
          UPDATE credential k SET lease_id = x.lease_id, lease_until = now() + ${leaseMs} * interval '1 millisecond'
          FROM chosen x WHERE k.connection_id = x.key RETURNING k.connection_id
        ), intent AS (
          INSERT INTO refresh_attempt (connection_id, registration_id, lease_id, generation, trigger, fingerprint, reference)
          SELECT x.key, x.registration_key, x.lease_id, x.generation, 'scheduler', x.refresh_fingerprint, x.reference
          FROM chosen x JOIN won ON won.connection_id = x.key RETURNING connection_id
        ), spent AS (
          UPDATE client_registration g SET budget_left = r.budget - (SELECT count(*) FROM intent), budget_at = r.at
          FROM r WHERE g.id = r.id AND EXISTS (SELECT FROM intent)
        )
        SELECT r.budget - (SELECT count(*) FROM intent) AS budget_left, now() AS claimed_at, x.*, (
          SELECT count(*) FROM refresh_attempt p
          WHERE p.connection_id = x.key AND p.generation = x.generation AND p.state IN ('SENT', 'UNKNOWN'))::int AS unknown_before
        FROM r LEFT JOIN (chosen x JOIN intent i ON i.connection_id = x.key) ON true ORDER BY x.place`;
      return toTaken(rows);
    },

    async giveBack(leaseIds) {
      if (leaseIds.length === 0) return;
      await db.$executeRaw`
        WITH k AS (UPDATE credential SET lease_id = NULL, lease_until = NULL WHERE lease_id = ANY(${[...leaseIds]}))
        DELETE FROM refresh_attempt WHERE lease_id = ANY(${[...leaseIds]}) AND state = 'SENT'`;
    },
  };
}

function toTaken(rows: readonly Row[]): Taken {
  const claims = rows.flatMap((row) =>
    row.lease_id === null
      ? []
      : [
          {
            reference: row.reference,
            claim: {
              connection: toConnection(row),
              generation: row.generation,
              sealed: row.sealed,
              leaseId: row.lease_id,
              claimedAt: row.claimed_at,
              unknownBefore: row.unknown_before,
              probes: null,
            },
          },
        ],
  );
  return { claims, budgetLeft: rows[0]?.budget_left ?? null };
}
