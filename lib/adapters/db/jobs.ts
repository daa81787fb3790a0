import type { JobRecord, JobStore } from "../../core/ports/jobs";
import { Prisma } from "./generated/client";
import { writeAudit } from "./history";
import { jobItems } from "./job-items";
import { JOB_COLUMNS, type JobRow, toJob } from "./job-rows";
import { jobRunning } from "./job-running";
import { nextState } from "./job-state-column";
import type { Db } from "./open";

/** Bulk work in PostgreSQL. */
export const jobStore = (db: Db): JobStore => ({ ...writing(db), ...reading(db), ...jobRunning(db), ...jobItems(db) });

const writing = (db: Db): Pick<JobStore, "create" | "change" | "forget"> => ({
  create: (job, audit) =>
    db.$transaction(async (tx) => {
      const made = await tx.$executeRaw`
        INSERT INTO job (public_id, kind, params, state, created_by, total)
        VALUES (${job.id}, ${job.kind}, ${JSON.stringify(job.params)}::jsonb, ${job.state}, ${job.createdBy}, ${job.total})
        ON CONFLICT (public_id) DO NOTHING`;
      if (made === 0) return "exists" as const;
      await writeAudit(tx, audit);
      return "created" as const;
    }),

  change: (id, event, audit) =>
    db.$transaction(async (tx) => {
      const next = nextState(event);
      const [row] = await tx.$queryRaw<JobRow[]>`
        WITH changed AS (
          UPDATE job SET state = ${next}, ended_at = CASE WHEN ${next} = 'cancelled' THEN now() ELSE ended_at END
          WHERE public_id = ${id} AND ${next} IS NOT NULL RETURNING *)
        SELECT ${JOB_COLUMNS} FROM changed j LEFT JOIN app_user u ON u.public_id = j.created_by`;
      if (!row) return null;
      await writeAudit(tx, audit);
      return toJob(row);
    }),

  async forget(days) {
    await db.$executeRaw`
      DELETE FROM job WHERE ended_at < now() - ${days} * interval '1 day'
        OR (state = 'previewed' AND created_at < now() - interval '1 day')`;
  },
});

const reading = (db: Db): Pick<JobStore, "byId" | "list"> => {
  const some = async (where: Prisma.Sql, limit: number): Promise<JobRecord[]> => {
    const rows = await db.$queryRaw<JobRow[]>`
      SELECT ${JOB_COLUMNS} FROM job j LEFT JOIN app_user u ON u.public_id = j.created_by WHERE ${where} ORDER BY j.id DESC LIMIT ${limit}`;
    return rows.map(toJob);
  };
  return {
    byId: async (id) => (await some(Prisma.sql`j.public_id = ${id}`, 1))[0] ?? null,
    list: (before, limit) =>
      some(
        Prisma.sql`j.state <> 'previewed' ${
          before === null ? Prisma.empty : Prisma.sql`AND j.id < (SELECT id FROM job WHERE public_id = ${before})`
        }`,
        limit,
      ),
  };
};
