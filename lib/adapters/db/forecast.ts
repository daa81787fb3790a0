import type { ForecastReads } from "../../core/ports/forecast";
import { Prisma } from "./generated/client";
import type { Db } from "./open";

/** What ends soon, from the index of ends: nobody else's rows are looked at. @param countsTests `countsTests` */
export const forecastReads = (db: Db, countsTests: boolean): ForecastReads =>
  reads(db, countsTests ? Prisma.sql`true` : Prisma.sql`NOT is_test`);

const reads = (db: Db, counted: Prisma.Sql): ForecastReads => ({
  async buckets(before) {
    const rows = await db.$queryRaw<{ day: string; provider_id: string; environment_id: string; n: number }[]>`
      SELECT s.day::text AS day, r.provider_id, r.environment_id, sum(s.n)::int AS n FROM (
        SELECT (ends_key AT TIME ZONE 'UTC')::date AS day, registration_id, count(*) AS n FROM connection_state
        WHERE ends_key < ${before} AND ${counted} GROUP BY 1, 2
      ) AS s JOIN client_registration r ON r.id = s.registration_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
    return rows.map((row) => ({ day: row.day, providerId: row.provider_id, environmentId: row.environment_id, count: row.n }));
  },

  async items(before, limit) {
    const rows = await db.$queryRaw<{ id: string; label: string; provider_id: string; ends_at: Date }[]>`
      SELECT c.public_id AS id, c.label, c.provider_id, s.ends_key AS ends_at FROM (
        SELECT connection_id, ends_key FROM connection_state WHERE ends_key < ${before} AND ${counted} ORDER BY ends_key, connection_id LIMIT ${limit}
      ) AS s JOIN connection c ON c.id = s.connection_id ORDER BY s.ends_key, s.connection_id`;
    return rows.map((row) => ({ id: row.id, label: row.label, providerId: row.provider_id, endsAt: row.ends_at }));
  },

  async refusedOnce(most) {
    const [row] = await db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM (
        SELECT FROM credential k JOIN connection c ON c.id = k.connection_id WHERE k.refusals > 0 AND c.status = 'ACTIVE' AND ${counted} LIMIT ${most}
      ) AS few`;
    return row?.n ?? 0;
  },
});
