import { statusesAllowing } from "../../core/connections/transitions";
import type { ConnectionRepository } from "../../core/ports/connections";
import { writeAudit, writeEvents } from "./history";
import type { Db } from "./open";

type Endings = Pick<ConnectionRepository, "requestRevocation" | "finishRevocation">;

/** Writes that end a connection or take it out of use. */
export function connectionEndings(db: Db): Endings {
  return {
    async requestRevocation(id, history) {
      return db.$transaction(async (tx) => {
        const { count } = await tx.connection.updateMany({
          where: { publicId: id, status: { in: statusesAllowing("revoke_requested") } },
          data: { status: "REVOKING", updatedAt: new Date() },
        });
        if (count === 0) return null;
        const row = await tx.connection.findUniqueOrThrow({
          where: { publicId: id },
          select: { id: true, credential: { select: { sealed: true, generation: true } } },
        });
        if (!row.credential) throw new Error(`database: connection ${id} has no credential row`);
        // The generation moves with the tombstone: a refresh in flight can no longer be written.
        await tx.credential.update({
          where: { connectionId: row.id },
          data: { generation: { increment: 1 }, refreshAfter: null, leaseId: null, leaseUntil: null },
        });
        await writeEvents(tx, row.id, history.events);
        await writeAudit(tx, history.audit);
        return row.credential;
      });
    },

    async finishRevocation(id, result, history) {
      await db.$transaction(async (tx) => {
        const row = await tx.connection.findUniqueOrThrow({ where: { publicId: id }, select: { id: true } });
        await tx.connection.updateMany({
          where: { id: row.id, status: { in: statusesAllowing("revoke_confirmed") } },
          data: {
            status: "REVOKED",
            revocationResult: result,
            reauthReason: null,
            disconnectedAt: new Date(),
            updatedAt: new Date(),
          },
        });
        await tx.credential.update({
          where: { connectionId: row.id },
          data: {
            sealed: null,
            keyId: null,
            refreshFingerprint: null,
            hasRefresh: false,
            refreshAfter: null,
            accessExpiresAt: null,
          },
        });
        await writeEvents(tx, row.id, history.events);
        await writeAudit(tx, history.audit);
      });
    },
  };
}
