import type { AdminReads, QueueReading } from "../../core/ports/admin";
import { DUE_COUNTED } from "../../core/ports/admin";
import { JOINED, OWNER, toAdminConnection } from "./admin-list";
import { Prisma } from "./generated/client";
import type { Db } from "./open";
import { COLUMNS } from "./rows";

type Row = Parameters<typeof toAdminConnection>[0] & { at: Date };

const HOUR_MS = 3_600_000;
/** As in `readHealth`: what is due for longer is late. */
const LATE_MS = 60_000;

/** The ends of a few indexes: who breaks next, who is broken for the longest time, what is due. @param countsTests `countsTests` */
export function adminLongest(db: Db, countsTests: boolean): Pick<AdminReads, "endingSoonest" | "brokenLongest" | "queue"> {
  const counted = countsTests ? Prisma.sql`true` : Prisma.sql`NOT s.is_test`;
  return {
    async endingSoonest(limit) {
      const rows = await db.$queryRaw<Row[]>`
        WITH keys AS MATERIALIZED (
          SELECT s.connection_id, s.ends_key AS at FROM client_registration r CROSS JOIN LATERAL (
            SELECT s.connection_id, s.ends_key FROM connection_state s
            WHERE s.registration_id = r.id AND s.own_state = 'ends_soon' AND ${counted} ORDER BY s.ends_key, s.connection_id LIMIT ${limit}
          ) AS s WHERE r.emergency_at IS NULL ORDER BY s.ends_key, s.connection_id LIMIT ${limit})
        SELECT ${COLUMNS}${OWNER}, keys.at FROM keys JOIN ${JOINED} ON c.id = keys.connection_id ORDER BY keys.at, c.id`;
      return rows.map((row) => ({ ...toAdminConnection(row), endsAt: row.at }));
    },

    async brokenLongest(limit) {
      const rows = await db.$queryRaw<Row[]>`
        WITH keys AS MATERIALIZED (
          SELECT d.connection_id, d.began_at AS at FROM downtime d JOIN connection_state s ON s.connection_id = d.connection_id
          WHERE d.ended_at IS NULL AND ${counted} ORDER BY d.began_at, d.connection_id LIMIT ${limit})
        SELECT ${COLUMNS}${OWNER}, keys.at FROM keys JOIN ${JOINED} ON c.id = keys.connection_id ORDER BY keys.at, c.id`;
      return rows.map((row) => ({ ...toAdminConnection(row), since: row.at }));
    },

    async queue(soonMs) {
      const due = (withinMs: number) => Prisma.sql`(SELECT count(*)::int FROM (
        SELECT FROM client_registration r CROSS JOIN LATERAL (
          SELECT FROM credential k WHERE k.registration_id = r.id AND k.refresh_after > now()
            AND k.refresh_after <= now() + ${withinMs}::float8 * interval '1 millisecond' LIMIT ${DUE_COUNTED}) AS front
        LIMIT ${DUE_COUNTED}) AS counted)`;
      const late = Prisma.sql`
        SELECT k.refresh_after FROM client_registration r CROSS JOIN LATERAL (
          SELECT k.refresh_after FROM credential k JOIN connection c ON c.id = k.connection_id
          WHERE k.registration_id = r.id AND k.refresh_after < now() - ${LATE_MS} * interval '1 millisecond' AND k.has_refresh AND c.status = 'ACTIVE'
          ORDER BY k.refresh_after LIMIT ${DUE_COUNTED}) AS k`;
      const [row] = await db.$queryRaw<{ soon: number; hour: number; overdue: number; oldest: Date | null }[]>`
        SELECT ${due(soonMs)} AS soon, ${due(HOUR_MS)} AS hour, late.overdue, late.oldest
        FROM (SELECT count(*)::int AS overdue, min(refresh_after) AS oldest FROM (${late}) AS waiting) AS late`;
      return {
        soon: row?.soon ?? 0,
        hour: row?.hour ?? 0,
        overdue: Math.min(row?.overdue ?? 0, DUE_COUNTED),
        oldestDueAt: row?.oldest ?? null,
      } satisfies QueueReading;
    },
  };
}
