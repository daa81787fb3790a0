import type { JobState } from "../../core/jobs/job-state";
import type { JobParams, JobRecord } from "../../core/ports/jobs";
import { Prisma } from "./generated/client";

/** A row of `JOB_COLUMNS`. */
export type JobRow = {
  id: string;
  kind: string;
  params: JobParams;
  state: JobState;
  creator_id: string | null;
  creator_name: string | null;
  total: number;
  done: number;
  failed: number;
  skipped: number;
  gone: number;
  cursor: string | null;
  all_seen: boolean;
  fault: string | null;
  worked_ms: number;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
};

/** Over `j` (job) and `u` (whoever began it). */
export const JOB_COLUMNS = Prisma.sql`j.public_id AS id, j.kind, j.params, j.state, u.public_id AS creator_id, u.name AS creator_name, j.total, j.done,
  j.failed, j.skipped, j.gone, j.cursor, j.all_seen, j.fault, j.worked_ms::float8 AS worked_ms, j.created_at, j.started_at, j.ended_at`;

export const toJob = (row: JobRow): JobRecord => ({
  id: row.id,
  kind: row.kind,
  params: row.params,
  state: row.state,
  createdBy: row.creator_id === null ? null : { id: row.creator_id, name: row.creator_name ?? "" },
  total: row.total,
  done: row.done,
  failed: row.failed,
  skipped: row.skipped,
  gone: row.gone,
  cursor: row.cursor,
  allSeen: row.all_seen,
  fault: row.fault,
  workedMs: row.worked_ms,
  createdAt: row.created_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
});
