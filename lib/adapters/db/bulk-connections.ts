import type { BulkConnections, RenewalEnd } from "../../core/ports/jobs";
import { bulkFacts } from "./bulk-facts";
import { writeAudit, writeEvents } from "./history";
import type { Db } from "./open";

/** A renewal that nobody got to within so long is left to the lanes: it stays due. */
const LONGEST_WAIT_MS = 10 * 60_000;

type Renewal = {
  key: string;
  status: string;
  moved: boolean;
  waited_ms: number;
  state: string | null;
  code: string | null;
  reference: string | null;
};

/** What bulk work reads and does for many connections in one statement. */
export const bulkConnections = (db: Db): BulkConnections => ({
  ...bulkFacts(db),

  async makeDue(jobId, keys) {
    const rows = await db.$queryRaw<{ key: string }[]>`
      WITH items AS MATERIALIZED (
        SELECT i.id, i.key, c.id AS connection_id, k.generation, k.refresh_after, k.lease_until
        FROM job_item i JOIN connection c ON c.public_id = i.key JOIN credential k ON k.connection_id = c.id
        WHERE i.job_id = (SELECT id FROM job WHERE public_id = ${jobId}) AND i.key = ANY(${[...keys]}) AND i.state = 'begun' AND i.generation IS NULL
          AND c.status = 'ACTIVE' AND k.has_refresh AND k.sealed IS NOT NULL
        ORDER BY c.id FOR SHARE OF c FOR NO KEY UPDATE OF k, i
      ), due AS (
        UPDATE credential k SET refresh_after = now() FROM items
        WHERE k.connection_id = items.connection_id AND (items.lease_until IS NULL OR items.lease_until < now())
          AND (items.refresh_after IS NULL OR items.refresh_after > now())
      )
      UPDATE job_item i SET state = 'waiting', generation = items.generation, at = now() FROM items WHERE i.id = items.id RETURNING i.key`;
    return new Set(rows.map(({ key }) => key));
  },

  async renewals(jobId, keys) {
    const rows = await db.$queryRaw<Renewal[]>`
      SELECT i.key, c.status::text AS status, k.generation > i.generation AS moved, (extract(epoch FROM now() - i.at) * 1000)::float8 AS waited_ms,
        tried.state::text AS state, COALESCE(tried.error_code, tried.error_class) AS code, tried.reference
      FROM job_item i JOIN connection c ON c.public_id = i.key JOIN credential k ON k.connection_id = c.id
      LEFT JOIN LATERAL (
        SELECT p.state, p.error_code, p.error_class, p.reference FROM refresh_attempt p
        WHERE p.connection_id = c.id AND p.finished_at >= i.at ORDER BY p.id DESC LIMIT 1) AS tried ON true
      WHERE i.job_id = (SELECT id FROM job WHERE public_id = ${jobId}) AND i.key = ANY(${[...keys]}) AND i.state = 'waiting'`;
    return rows.flatMap(endOf);
  },

  ask: (key, event, audit) =>
    db.$transaction(async (tx) => {
      const [row] = await tx.$queryRaw<{ id: bigint; asked: boolean }[]>`
        SELECT c.id, EXISTS (SELECT FROM notice n WHERE n.connection_id = c.id AND n.kind = 'asked' AND n.closed_at IS NULL) AS asked
        FROM connection c WHERE c.public_id = ${key} FOR NO KEY UPDATE OF c`;
      if (!row || row.asked) return "already" as const;
      await writeEvents(tx, row.id, [event]);
      await writeAudit(tx, [audit]);
      return "asked" as const;
    }),

  async didBefore(jobId, key, eventType) {
    const [row] = await db.$queryRaw<{ job: string | null }[]>`
      SELECT e.data->>'job' AS job FROM connection_event e
      WHERE e.connection_id = (SELECT id FROM connection WHERE public_id = ${key}) AND e.type = ${eventType} ORDER BY e.id DESC LIMIT 1`;
    return row?.job === jobId;
  },
});

function endOf({ key, status, moved, waited_ms, state, code, reference }: Renewal): RenewalEnd[] {
  if (status === "REVOKING" || status === "REVOKED") return [{ key, end: "not_active" }];
  if (moved) return [{ key, end: "renewed" }];
  if (state === "FAILED" || state === "UNKNOWN") return [{ key, end: "failed", code: code ?? "", reference }];
  if (status !== "ACTIVE") return [{ key, end: "not_active" }];
  return waited_ms > LONGEST_WAIT_MS ? [{ key, end: "given_up" }] : [];
}
