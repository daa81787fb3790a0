import { statusesAllowing, statusesLeadingTo } from "../../core/connections/transitions";
import type { NewEvent } from "../../core/ports/history";
import type { RefreshStore } from "../../core/ports/refreshes";
import { Prisma } from "./generated/client";
import type { Db } from "./open";

/**
 * Ends an intent: with new tokens, with a failure, or as superseded.
 *
 * Each is one statement, so there is no half of it and no transaction that could run out of time. The
 * connection's row is locked before its credential's, as in every other write: two orders could lock
 * each other out, and the one that the database then ends might be the one that holds new tokens.
 */
export function refreshSettlements(db: Db): Pick<RefreshStore, "commit" | "fail"> {
  return {
    async commit(claim, { credential: next, scopeGranted, tries, evidence, events }) {
      // An outcome that was taken for unknown, because it came so late, is known now.
      const scope = scopeGranted === null ? Prisma.sql`c.scope_granted` : Prisma.sql`${[...scopeGranted]}::text[]`;
      return settled(
        db,
        claim.leaseId,
        "COMMITTED",
        Prisma.sql`
        WITH c AS (${lockedConnection(claim.connection.id)}),
        k AS (
          UPDATE credential SET sealed = ${next.sealed}, key_id = ${next.keyId}, has_refresh = ${next.hasRefresh},
            refresh_fingerprint = ${next.refreshFingerprint}, obtained_at = ${next.obtainedAt}::timestamptz,
            access_expires_at = ${next.accessExpiresAt}::timestamptz, access_end_known = ${next.accessEndKnown},
            refresh_expires_at = ${next.refreshExpiresAt}::timestamptz,
            refresh_after = CASE WHEN c.status = 'ACTIVE' THEN ${next.refreshAfter}::timestamptz END,
            generation = ${claim.generation + 1}, lease_id = NULL, lease_until = NULL, failures_in_row = 0, refusals = 0,
            last_failure_class = NULL, last_failure_code = NULL, last_failed_at = NULL,
            last_refreshed_at = ${next.obtainedAt}::timestamptz, last_refresh_ms = ${Math.round(evidence.durationMs)}
          FROM c WHERE connection_id = c.id AND generation = ${claim.generation} AND c.status::text = ANY(${statusesAllowing("refresh_succeeded")})
          RETURNING connection_id
        ), scope AS (
          UPDATE connection SET scope_granted = ${scope}, updated_at = now() FROM c JOIN k ON k.connection_id = c.id
          WHERE connection.id = c.id AND connection.scope_granted IS DISTINCT FROM ${scope}
        ), told AS (${insertEvents(events)} FROM k, ${rowsOf(events)})
        UPDATE refresh_attempt SET state = (CASE WHEN EXISTS (SELECT FROM k) THEN 'COMMITTED' ELSE 'SUPERSEDED' END)::"RefreshState",
          tries = ${tries}, http_status = ${evidence.status}::int, duration_ms = ${Math.round(evidence.durationMs)},
          error_class = NULL, error_code = NULL, finished_at = now()
        WHERE lease_id = ${claim.leaseId} AND state IN ('SENT', 'UNKNOWN')
          -- Of an ended connection it stays open until its tokens are kept for their cancellation.
          AND NOT EXISTS (SELECT FROM c WHERE c.status IN ('REVOKING', 'REVOKED')) RETURNING state::text`,
      ).then((won) => (won ? "committed" : "superseded"));
    },

    async fail(claim, failure) {
      const { evidence, reauth } = failure;
      const ending = statusesLeadingTo("NEEDS_REAUTH", reauth === "decrypt_failed" ? "tamper_detected" : "refresh_rejected");
      // A failure is news only about the generation it was tried with: somebody else may have renewed meanwhile.
      return settled(
        db,
        claim.leaseId,
        failure.state,
        Prisma.sql`
        WITH c AS (${lockedConnection(claim.connection.id)}),
        k AS (
          UPDATE credential SET lease_id = NULL, lease_until = now() + ${failure.restMs}::float8 * interval '1 millisecond',
            failures_in_row = failures_in_row + 1,
            refresh_after = CASE WHEN c.status = 'ACTIVE' THEN now() + ${failure.retryInMs}::float8 * interval '1 millisecond' END,
            refusals = CASE WHEN ${failure.refused} THEN refusals + 1 ELSE 0 END,
            last_failure_class = ${failure.class}, last_failure_code = ${failure.code},
            last_failed_at = CASE WHEN ${failure.refused} AND refusals > 0 THEN last_failed_at ELSE now() END
          FROM c WHERE connection_id = c.id AND generation = ${claim.generation} AND lease_id = ${claim.leaseId}
          RETURNING connection_id
        ), broken AS (
          UPDATE connection SET status = 'NEEDS_REAUTH', reauth_reason = ${reauth}, broken_since = now(), updated_at = now()
          FROM c JOIN k ON k.connection_id = c.id
          WHERE connection.id = c.id AND ${reauth !== null} AND c.status::text = ANY(${ending}) RETURNING connection.id
        ), told AS (${insertEvents(failure.events)} FROM k, ${rowsOf(failure.events)} WHERE ${reauth === null} OR EXISTS (SELECT FROM broken))
        UPDATE refresh_attempt SET state = (CASE WHEN EXISTS (SELECT FROM k) THEN ${failure.state} ELSE 'SUPERSEDED' END)::"RefreshState",
          tries = ${failure.tries}, error_class = ${failure.class}, reply_class = ${failure.reply}, error_code = ${failure.code}, error_text = ${evidence?.errorText ?? null},
          http_status = ${evidence?.status ?? null}::int, duration_ms = ${evidence ? Math.round(evidence.durationMs) : null}::int,
          reference = ${failure.reference}, finished_at = now()
        WHERE lease_id = ${claim.leaseId} AND state = 'SENT' RETURNING state::text`,
      ).then((recorded) => (recorded ? "recorded" : "superseded"));
    },
  };
}

const lockedConnection = (publicId: string): Prisma.Sql =>
  Prisma.sql`SELECT id, status, scope_granted FROM connection WHERE public_id = ${publicId} FOR NO KEY UPDATE`;

const insertEvents = (events: readonly NewEvent[]): Prisma.Sql =>
  events.length === 0
    ? Prisma.sql`SELECT NULL`
    : Prisma.sql`INSERT INTO connection_event (connection_id, type, actor_kind, actor_id, data, reference)
        SELECT k.connection_id, e.type, e."actorKind", e."actorId", COALESCE(e.data, '{}'), e.reference`;

const rowsOf = (events: readonly NewEvent[]): Prisma.Sql =>
  Prisma.sql`jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS e(type text, "actorKind" text, "actorId" text, data jsonb, reference text)`;

/** Whether the intent ended as wanted. Asked again after a reply of the database got lost, it finds its own earlier success. */
async function settled(db: Db, leaseId: string, wanted: string, statement: Prisma.Sql): Promise<boolean> {
  const [now] = await db.$queryRaw<{ state: string }[]>(statement);
  if (now) return now.state === wanted;
  const before = await db.refreshAttempt.findUnique({ where: { leaseId }, select: { state: true } });
  return before?.state === wanted;
}
