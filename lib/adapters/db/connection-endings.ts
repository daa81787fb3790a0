import { statusesAllowing } from "../../core/connections/transitions";
import type { ConnectionRepository } from "../../core/ports/connections";
import { Prisma } from "./generated/client";
import { writeAudit, writeEvents } from "./history";
import type { Db } from "./open";
import { readConnections } from "./rows";

type Endings = Pick<ConnectionRepository, "requestRevocation" | "finishRevocation" | "takeUnfinishedEndings">;

/** Writes that end a connection. */
export function connectionEndings(db: Db): Endings {
  return {
    async requestRevocation(id, history) {
      return db.$transaction(async (tx) => {
        // By the database's clock, because others judge by it when an ending was cut off.
        const count = await tx.$executeRaw`
          UPDATE connection SET status = 'REVOKING', updated_at = now()
          WHERE public_id = ${id} AND status::text = ANY(${statusesAllowing("revoke_requested")})`;
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
        const { count } = await tx.connection.updateMany({
          where: { id: row.id, status: { in: statusesAllowing("revoke_confirmed") } },
          data: {
            status: "REVOKED",
            revocationResult: result,
            reauthReason: null,
            disconnectedAt: new Date(),
            updatedAt: new Date(),
          },
        });
        // Closed by somebody else, and perhaps connected again since: nothing here is ours to destroy.
        if (count === 0) return;
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

    async takeUnfinishedEndings(olderThanMs, limit) {
      // Taking one starts its time anew, so that no two processes finish the same.
      const taken = await db.$queryRaw<{ id: string; sealed: string | null; generation: number }[]>`
        UPDATE connection c SET updated_at = now() FROM credential k WHERE k.connection_id = c.id AND c.id IN (
          SELECT id FROM connection WHERE status = 'REVOKING' AND updated_at < now() - ${olderThanMs} * interval '1 millisecond'
          ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED
        ) RETURNING c.public_id AS id, k.sealed, k.generation`;
      const records = await readConnections(db, Prisma.sql`c.public_id = ANY(${taken.map(({ id }) => id)})`);
      return taken.flatMap(({ id, sealed, generation }) => {
        const connection = records.find((record) => record.id === id);
        // The tombstone raised the generation; the set is sealed for the one before.
        return connection ? [{ connection, stored: { sealed, generation: generation - 1 } }] : [];
      });
    },
  };
}
