import { statusesLeadingTo } from "../../core/connections/transitions";
import type { RefreshClaim, RefreshStore } from "../../core/ports/refreshes";
import { credentialColumns } from "./connection-writes";
import { Prisma } from "./generated/client";
import { writeEvents } from "./history";
import type { Db } from "./open";

/** Ends an intent: with new tokens, with a failure, or as superseded. Fenced by the generation, so a process that slept cannot write. */
export function refreshSettlements(db: Db): Pick<RefreshStore, "commit" | "fail" | "progress"> {
  return {
    async commit(claim, { credential, scopeGranted, tries, evidence, events }) {
      return db.$transaction(async (tx) => {
        const id = await idOf(tx, claim);
        const { count } = await tx.credential.updateMany({
          where: { connectionId: id, generation: claim.generation },
          data: {
            ...credentialColumns(credential),
            generation: claim.generation + 1,
            leaseId: null,
            leaseUntil: null,
            failuresInRow: 0,
            refusals: 0,
            lastFailureClass: null,
            lastFailureCode: null,
            lastFailedAt: null,
            lastRefreshedAt: credential.obtainedAt,
            lastRefreshMs: Math.round(evidence.durationMs),
          },
        });
        const state = count === 1 ? "COMMITTED" : "SUPERSEDED";
        await tx.refreshAttempt.update({
          where: { leaseId: claim.leaseId },
          data: {
            state,
            tries,
            httpStatus: evidence.status,
            durationMs: Math.round(evidence.durationMs),
            finishedAt: new Date(),
          },
        });
        if (count === 0) return "superseded";
        if (scopeGranted || claim.connection.brokenSince) {
          await tx.connection.update({
            where: { id },
            data: { ...(scopeGranted && { scopeGranted: [...scopeGranted] }), brokenSince: null, updatedAt: new Date() },
          });
        }
        await writeEvents(tx, id, events);
        return "committed";
      });
    },

    async fail(claim, failure) {
      return db.$transaction(async (tx) => {
        const id = await idOf(tx, claim);
        const { evidence } = failure;
        await tx.refreshAttempt.update({
          where: { leaseId: claim.leaseId },
          data: {
            state: failure.state,
            tries: failure.tries,
            errorClass: failure.class,
            errorCode: failure.code,
            errorText: evidence?.errorText ?? null,
            httpStatus: evidence?.status ?? null,
            durationMs: evidence ? Math.round(evidence.durationMs) : null,
            reference: failure.reference,
            finishedAt: new Date(),
          },
        });
        const retry =
          failure.retryInMs === null ? Prisma.sql`NULL` : Prisma.sql`now() + ${failure.retryInMs} * interval '1 millisecond'`;
        // A failure is news only about the generation it was tried with: somebody else may have renewed meanwhile.
        const count = await tx.$executeRaw`
          UPDATE credential SET lease_id = NULL, lease_until = NULL, refresh_after = ${retry}, failures_in_row = failures_in_row + 1,
            refusals = CASE WHEN ${failure.refused} THEN refusals + 1 ELSE 0 END,
            last_failure_class = ${failure.class}, last_failure_code = ${failure.code}, last_failed_at = now()
          WHERE connection_id = ${id} AND generation = ${claim.generation} AND lease_id = ${claim.leaseId}`;
        if (count === 0) {
          await tx.refreshAttempt.update({ where: { leaseId: claim.leaseId }, data: { state: "SUPERSEDED" } });
          return "superseded";
        }
        if (failure.reauth) {
          await tx.connection.updateMany({
            where: {
              id,
              status: {
                in: statusesLeadingTo(
                  "NEEDS_REAUTH",
                  failure.reauth === "decrypt_failed" ? "tamper_detected" : "refresh_rejected",
                ),
              },
            },
            data: { status: "NEEDS_REAUTH", reauthReason: failure.reauth, brokenSince: new Date(), updatedAt: new Date() },
          });
        }
        await writeEvents(tx, id, failure.events);
        return "recorded";
      });
    },

    async progress(connectionId) {
      const [row] = await db.$queryRaw<
        { generation: number; in_flight: boolean; last_state: string | null; last_class: string | null }[]
      >`
        SELECT k.generation, COALESCE(k.lease_until > now(), false) AS in_flight, p.state::text AS last_state, p.error_class AS last_class
        FROM connection c JOIN credential k ON k.connection_id = c.id
        LEFT JOIN LATERAL (SELECT state, error_class FROM refresh_attempt WHERE connection_id = c.id ORDER BY id DESC LIMIT 1) p ON true
        WHERE c.public_id = ${connectionId}`;
      return row
        ? { generation: row.generation, inFlight: row.in_flight, lastState: row.last_state, lastClass: row.last_class }
        : null;
    },
  };
}

async function idOf(tx: Prisma.TransactionClient, claim: RefreshClaim): Promise<bigint> {
  return (await tx.connection.findUniqueOrThrow({ where: { publicId: claim.connection.id }, select: { id: true } })).id;
}
