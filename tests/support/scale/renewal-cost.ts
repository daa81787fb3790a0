import type pg from "pg";
import { withSession } from "../postgres-session";

/** What the statement that writes a renewal costs in the log of changes and in milliseconds, with the read model and without. */
export type RenewalCost = {
  readonly renewals: number;
  readonly with: { readonly walRecords: number; readonly walBytes: number; readonly ms: number };
  readonly without: { readonly walRecords: number; readonly walBytes: number; readonly ms: number };
};

type Ways = RenewalCost["with"];

const RENEWALS = 300;
/** What this read model adds to the row that a renewal writes. */
const ADDED = `DROP TRIGGER stand_credential ON credential; DROP TRIGGER settle_credential ON credential;
  DROP INDEX credential_state_until_idx; DROP INDEX credential_registration_id_obtained_at_idx`;

/** Both within one run on the same rows; the pages are warm, so that no whole page is logged because it is the first change. */
export function renewalCost(url: string): Promise<RenewalCost> {
  return withSession(url, async (session) => {
    const { rows } = await session.query(
      `SELECT s.connection_id AS id FROM connection_state s JOIN credential k USING (connection_id)
       WHERE s.own_state = 'working' AND k.has_refresh ORDER BY md5(s.connection_id::text) LIMIT ${RENEWALS}`,
    );
    const ids = (rows as { id: string }[]).map(({ id }) => id);
    await renewAll(session, ids);
    const withIt = await renewAll(session, ids);
    await session.query(ADDED);
    await renewAll(session, ids);
    return { renewals: ids.length, with: withIt, without: await renewAll(session, ids) };
  });
}

async function renewAll(session: pg.Client, ids: readonly string[]): Promise<Ways> {
  const sums = { walRecords: 0, walBytes: 0, ms: 0 };
  for (const id of ids) {
    const { rows } = await session.query(
      `EXPLAIN (ANALYZE, WAL, FORMAT JSON) UPDATE credential SET sealed = reverse(sealed), generation = generation + 1, obtained_at = now(),
         access_expires_at = now() + interval '2 hours', access_end_known = true, refresh_after = now() + (60 + random() * 20) * interval '1 minute',
         lease_id = NULL, lease_until = NULL, failures_in_row = 0, refusals = 0, last_failure_class = NULL, last_failure_code = NULL, last_failed_at = NULL,
         last_refreshed_at = now(), has_refresh = true, refresh_expires_at = refresh_expires_at WHERE connection_id = $1`,
      [id],
    );
    const [top] = (
      rows[0] as {
        "QUERY PLAN": { Plan: { "WAL Records": number; "WAL Bytes": number; "WAL FPI": number }; "Execution Time": number }[];
      }
    )["QUERY PLAN"];
    sums.walRecords += top?.Plan["WAL Records"] ?? 0;
    sums.walBytes += (top?.Plan["WAL Bytes"] ?? 0) - (top?.Plan["WAL FPI"] ?? 0) * 8192;
    sums.ms += top?.["Execution Time"] ?? 0;
  }
  const each = (sum: number) => sum / ids.length;
  return { walRecords: each(sums.walRecords), walBytes: each(sums.walBytes), ms: each(sums.ms) };
}
