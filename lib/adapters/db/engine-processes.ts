import type { EngineReading } from "../../core/connections/engine-state";
import type { EngineRecords } from "../../core/ports/engine";
import type { Db } from "./open";

type Row = { seen_ms_ago: number | null; due_at: Date | null; late_ms: number; lifetime_ms: number };

/** Processes that keep connections fresh, and what they leave undone, in PostgreSQL. */
export function engineRecords(db: Db): EngineRecords {
  return {
    async beat({ id, kind, host, version }) {
      await db.$executeRaw`
        INSERT INTO engine_process (id, kind, host, version) VALUES (${id}, ${kind}, ${host}, ${version})
        ON CONFLICT (id) DO UPDATE SET seen_at = now()`;
    },

    async leave(id) {
      await db.$executeRaw`DELETE FROM engine_process WHERE id = ${id}`;
    },

    async forgetSilent() {
      await db.$executeRaw`DELETE FROM engine_process WHERE seen_at < now() - interval '1 day'`;
    },

    // For each registration one look at the front of its queue, however many connections there are.
    async read() {
      const [row] = await db.$queryRaw<Row[]>`
        SELECT seen.ms AS seen_ms_ago, latest.refresh_after AS due_at, latest.late AS late_ms, latest.lifetime AS lifetime_ms
        FROM (SELECT extract(epoch FROM now() - max(seen_at))::float8 * 1000 AS ms FROM engine_process) seen
        LEFT JOIN LATERAL (
          SELECT front.refresh_after, extract(epoch FROM now() - front.refresh_after)::float8 * 1000 AS late,
            extract(epoch FROM LEAST(front.access_expires_at - front.obtained_at, (front.refresh_after - front.obtained_at) / 0.6))::float8
              * 1000 AS lifetime
          FROM client_registration r CROSS JOIN LATERAL (
            SELECT k.refresh_after, k.obtained_at, k.access_expires_at FROM credential k JOIN connection c ON c.id = k.connection_id
            WHERE k.registration_id = r.id AND k.refresh_after <= now() AND k.has_refresh AND c.status = 'ACTIVE'
              AND (k.lease_until IS NULL OR k.lease_until < now())
            ORDER BY k.refresh_after LIMIT 1
          ) front
          WHERE (r.frozen_until IS NULL OR r.frozen_until <= now()) AND r.trouble IS NULL AND r.renewals_paused_at IS NULL
          ORDER BY extract(epoch FROM now() - front.refresh_after)
            / GREATEST(extract(epoch FROM front.refresh_after - front.obtained_at), 1) DESC LIMIT 1
        ) latest ON true`;
      return toReading(row);
    },
  };
}

const toReading = (row: Row | undefined): EngineReading => ({
  seenMsAgo: row?.seen_ms_ago ?? null,
  latest: row?.due_at ? { dueAt: row.due_at, lateMs: row.late_ms, lifetimeMs: row.lifetime_ms } : null,
});
