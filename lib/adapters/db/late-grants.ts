import { type ConnectionStatus, isEnded, type RevocationResult } from "../../core/connections/connection";
import type { SealedCredential } from "../../core/connections/record";
import type { ConnectionRepository } from "../../core/ports/connections";
import { conflictOf } from "./conflict";
import { credentialColumns } from "./connection-writes";
import type { Prisma } from "./generated/client";
import type { Db } from "./open";

type Row = { id: bigint; status: ConnectionStatus; result: RevocationResult | null };

type Late = {
  readonly id: string;
  readonly leaseId: string;
  readonly generation: number;
  readonly credential: SealedCredential | null;
  readonly wide: boolean;
};

/** Tokens that arrive after a tombstone: kept in its own row, so that whatever tries to end it tries to end them. */
export const lateGrants = (db: Db): Pick<ConnectionRepository, "adoptLate"> => ({
  async adoptLate(id, leaseId, generation, credential, wide) {
    const late = { id, leaseId, generation, credential, wide };
    try {
      return await db.$transaction((tx) => adopt(tx, late));
    } catch (error) {
      if (!conflictOf(error)) throw error;
      // It had closed, and its label or its account is another connection's by now.
      return db.$transaction((tx) => adopt(tx, { ...late, credential: null }));
    }
  },
});

async function adopt(
  tx: Prisma.TransactionClient,
  { id, leaseId, generation, credential, wide }: Late,
): Promise<"adopted" | "covered" | "over"> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT id, status::text AS status, revocation_result AS result FROM connection WHERE public_id = ${id} FOR NO KEY UPDATE`;
  await tx.refreshAttempt.updateMany({
    where: { leaseId, state: { in: ["SENT", "UNKNOWN"] } },
    data: { state: "SUPERSEDED", finishedAt: new Date() },
  });
  if (!row || credential === null || !isEnded(row.status)) return "over";
  if (wide && row.status === "REVOKED" && row.result === "confirmed") return "covered";
  const { count } = await tx.credential.updateMany({
    where: { connectionId: row.id, generation },
    data: {
      ...credentialColumns(credential),
      refreshAfter: null,
      leaseId: null,
      leaseUntil: null,
      generation: generation + 1,
    },
  });
  if (count === 0) return "over";
  await tx.$executeRaw`
    UPDATE connection SET status = 'REVOKING', revocation_result = NULL, revocation_why = NULL, revocation_proven = NULL,
      revocation_at = NULL, ending_next_at = now(), access_until = ${credential.accessExpiresAt}::timestamptz, updated_at = now()
    WHERE id = ${row.id}`;
  return "adopted";
}
