import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import type { TestDatabase } from "./postgres";

/** Bulk work before it begins, on its way, and when it is over. */
export const JOB_SCREENS = ["admin-jobs", "admin-job-running", "admin-job-done", "admin-job-new"] as const;

type Open = (page: Page) => Promise<void>;
type Planted = {
  readonly kind: string;
  readonly state: string;
  readonly counts: readonly [total: number, done: number, failed: number, skipped: number];
  readonly begun: string;
  readonly ended?: string;
  readonly workedSeconds: number;
};

/** A job as a worker left it, or holds it: nobody works on it. @returns its id */
export async function plantJob(database: TestDatabase, by: string, planted: Planted): Promise<string> {
  const id = `job_${randomBytes(18).toString("base64url")}`;
  await database.query(
    `insert into job (public_id, kind, params, state, created_by, total, done, failed, skipped, seen, all_seen, worked_ms, worked_at, lease_id, lease_until,
       created_at, started_at, ended_at)
     values ($1, $2, '{"filter": {}, "query": "state=trouble"}', $3, $4, $5, $6, $7, $8, 0, false, $9, now(), 'planted', now() + interval '1 day',
       now() + $10::interval, now() + $10::interval, now() + $11::interval)`,
    [id, planted.kind, planted.state, by, ...planted.counts, planted.workedSeconds * 1000, planted.begun, planted.ended ?? null],
  );
  return id;
}

async function plantItems(database: TestDatabase, job: string, many: number): Promise<void> {
  const codes = ["invalid_grant", "temporarily_unavailable", "timeout"];
  await database.query(
    `insert into job_item (job_id, key, state, reason, detail, reference, at)
     select j.id, c.public_id, 'failed', 'renewal_failed', ($2::text[])[1 + c.id % 3], 'K7-4QX', now() - interval '2 minutes'
     from job j, (select id, public_id from connection order by id limit $3) c where j.public_id = $1`,
    [job, codes, many],
  );
}

/** @param admin public id of who looks at them */
export async function jobScreens(known: {
  readonly database: TestDatabase;
  readonly admin: string;
  readonly go: (path: string) => Open;
}): Promise<Readonly<Record<(typeof JOB_SCREENS)[number], Open>>> {
  const { database, admin, go } = known;
  const job = (planted: Planted) => plantJob(database, admin, planted);
  const done = await job({
    kind: "refresh",
    state: "done",
    counts: [430, 412, 6, 12],
    begun: "-40 minutes",
    ended: "-31 minutes",
    workedSeconds: 540,
  });
  await plantItems(database, done, 6);
  await job({
    kind: "ask",
    state: "cancelled",
    counts: [311, 96, 0, 40],
    begun: "-3 hours",
    ended: "-2 hours",
    workedSeconds: 60,
  });
  await job({ kind: "disconnect", state: "failed", counts: [18, 4, 0, 0], begun: "-2 days", ended: "-2 days", workedSeconds: 9 });
  await job({ kind: "pause", state: "paused", counts: [24_988, 8_120, 0, 31], begun: "-20 minutes", workedSeconds: 160 });
  const running = await job({
    kind: "refresh",
    state: "running",
    counts: [104_000, 42_650, 210, 1_400],
    begun: "-9 minutes",
    workedSeconds: 520,
  });
  await plantItems(database, running, 4);
  return {
    "admin-jobs": go(routes.admin.jobs),
    "admin-job-running": go(routes.admin.job(running)),
    "admin-job-done": go(routes.admin.job(done)),
    "admin-job-new": go(`${routes.admin.newJob}?act=disconnect&all=1&typed=17`),
  };
}
