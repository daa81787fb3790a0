import type { JobStore, TakenJob } from "../../core/ports/jobs";
import { Prisma } from "./generated/client";
import { JOB_COLUMNS, type JobRow, toJob } from "./job-rows";
import { nextState } from "./job-state-column";
import type { Db } from "./open";

type Running = Pick<JobStore, "take" | "hold" | "giveBack" | "begin" | "settle" | "end" | "brokeOff" | "giveUp">;

/** A worker that stands still for longer than this was not working on it. */
const LONGEST_STEP_MS = 5_000;
/** After a turn that broke off; twice as long after each. */
const FIRST_REST_MS = 1_000;

/** Milliseconds since progress was last counted, where somebody works on it. */
const WORKED = Prisma.sql`worked_ms = worked_ms + CASE WHEN state = 'running' AND worked_at IS NOT NULL
  THEN LEAST(${LONGEST_STEP_MS}, GREATEST(0, extract(epoch FROM clock_timestamp() - worked_at) * 1000))::bigint ELSE 0 END, worked_at = clock_timestamp()`;

const mine = ({ id, leaseId }: TakenJob): Prisma.Sql => Prisma.sql`public_id = ${id} AND lease_id = ${leaseId}`;

/** Whoever runs a job has its lease, by the database's clock; each write asks whether it still has it. */
export const jobRunning = (db: Db): Running => ({
  async take(leaseId, leaseMs) {
    const [row] = await db.$queryRaw<{ id: string }[]>`
      UPDATE job SET lease_id = ${leaseId}, lease_until = now() + ${leaseMs} * interval '1 millisecond', state = ${nextState("taken")},
        started_at = COALESCE(started_at, now()), worked_at = CASE WHEN worked_at IS NULL OR state <> 'running' THEN clock_timestamp() ELSE worked_at END
      WHERE id = (
        SELECT id FROM job j WHERE state IN ('waiting', 'running', 'paused', 'cancelling') AND (lease_until IS NULL OR lease_until <= now())
          AND (state <> 'paused' OR EXISTS (SELECT FROM job_item i WHERE i.job_id = j.id AND i.state = 'waiting'))
        ORDER BY worked_at NULLS FIRST LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
      RETURNING public_id AS id`;
    return row ? { id: row.id, leaseId } : null;
  },

  async hold(taken, leaseMs) {
    const [row] = await db.$queryRaw<JobRow[]>`
      WITH held AS (
        UPDATE job SET lease_until = now() + ${leaseMs} * interval '1 millisecond', state = COALESCE(${nextState("taken")}, state), ${WORKED}
        WHERE ${mine(taken)} RETURNING *)
      SELECT ${JOB_COLUMNS} FROM held j LEFT JOIN app_user u ON u.public_id = j.created_by`;
    return row ? toJob(row) : null;
  },

  async giveBack(taken, inMs) {
    await db.$executeRaw`
      UPDATE job SET lease_id = NULL, lease_until = now() + ${inMs} * interval '1 millisecond', broken_in_row = 0 WHERE ${mine(taken)}`;
  },

  async brokeOff(taken, most) {
    const isOver = Prisma.sql`broken_in_row + 1 >= ${most} AND torn.n = 0 AND ${nextState("broke")} IS NOT NULL`;
    await db.$executeRaw`
      WITH j AS MATERIALIZED (SELECT id, broken_in_row + 1 >= ${most} AS is_last FROM job WHERE ${mine(taken)} FOR NO KEY UPDATE),
      failing AS (
        UPDATE job_item i SET state = 'failed', reason = 'broke', at = now() FROM j WHERE j.is_last AND i.job_id = j.id AND i.state = 'begun' RETURNING i.id),
      torn AS (SELECT count(*)::int AS n FROM failing)
      UPDATE job SET lease_id = NULL, lease_until = now() + ${FIRST_REST_MS} * power(2, broken_in_row) * interval '1 millisecond',
        broken_in_row = CASE WHEN torn.n > 0 THEN 0 ELSE broken_in_row + 1 END, failed = failed + torn.n,
        state = CASE WHEN ${isOver} THEN ${nextState("broke")} ELSE state END, fault = CASE WHEN ${isOver} THEN 'broke' ELSE fault END,
        ended_at = CASE WHEN ${isOver} THEN now() ELSE ended_at END
      FROM torn WHERE ${mine(taken)}`;
  },

  async giveUp(taken, fault) {
    await db.$executeRaw`
      UPDATE job SET lease_id = NULL, lease_until = NULL, state = ${nextState("broke")}, fault = ${fault}, ended_at = now()
      WHERE ${mine(taken)} AND ${nextState("broke")} IS NOT NULL`;
  },

  async begin(taken, { keys, cursor, allSeen }) {
    const rows = await db.$queryRaw<{ key: string }[]>`
      WITH j AS MATERIALIZED (SELECT id FROM job WHERE ${mine(taken)} AND state = 'running' FOR NO KEY UPDATE),
      added AS (
        INSERT INTO job_item (job_id, key) SELECT j.id, wanted.key FROM j, unnest(${[...keys]}::text[]) WITH ORDINALITY AS wanted(key, place)
        ORDER BY wanted.place ON CONFLICT (job_id, key) DO NOTHING RETURNING key),
      -- What comes up a second time is not one more.
      moved AS (
        UPDATE job SET cursor = COALESCE(${cursor}, cursor), all_seen = ${allSeen}, seen = seen + (SELECT count(*) FROM added),
          total = GREATEST(total, seen + (SELECT count(*) FROM added))
        FROM j WHERE job.id = j.id)
      SELECT key FROM added`;
    return rows.map(({ key }) => key);
  },

  async settle(taken, results) {
    if (results.length === 0) return;
    await db.$executeRaw`
      WITH j AS MATERIALIZED (SELECT id FROM job WHERE ${mine(taken)} FOR NO KEY UPDATE),
      r AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb) AS r(key text, did text, reason text, detail text, reference text)),
      gone AS (
        DELETE FROM job_item i USING j, r WHERE i.job_id = j.id AND i.key = r.key AND r.did = 'done' AND i.state IN ('begun', 'waiting') RETURNING i.key),
      kept AS (
        UPDATE job_item i SET state = r.did, reason = r.reason, detail = r.detail, reference = r.reference, at = CASE WHEN r.did = 'waiting' THEN i.at ELSE now() END
        FROM j, r WHERE i.job_id = j.id AND i.key = r.key AND r.did <> 'done' AND i.state IN ('begun', 'waiting') RETURNING i.state),
      batch AS (INSERT INTO job_batch (job_id, keys) SELECT j.id, array_agg(gone.key) FROM j, gone GROUP BY j.id)
      UPDATE job SET done = done + (SELECT count(*) FROM gone), failed = failed + (SELECT count(*) FROM kept WHERE state = 'failed'),
        skipped = skipped + (SELECT count(*) FROM kept WHERE state = 'skipped'), ${WORKED}
      WHERE id = (SELECT id FROM j)`;
  },

  async end(taken) {
    await db.$executeRaw`
      UPDATE job SET state = ${nextState("ended")}, ended_at = now(), lease_id = NULL, lease_until = NULL,
        gone = CASE WHEN state = 'running' THEN GREATEST(0, total - done - failed - skipped) ELSE 0 END,
        skipped = CASE WHEN state = 'running' THEN GREATEST(skipped, total - done - failed) ELSE skipped END
      WHERE ${mine(taken)} AND ${nextState("ended")} IS NOT NULL
        AND NOT EXISTS (SELECT FROM job_item i WHERE i.job_id = job.id AND i.state IN ('begun', 'waiting'))`;
  },
});
