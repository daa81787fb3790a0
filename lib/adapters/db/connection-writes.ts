import type { ConnectionStatus } from "../../core/connections/connection";
import type { SealedCredential } from "../../core/connections/record";
import { allows } from "../../core/connections/transitions";
import type { ConnectionRepository, GrantedAccess } from "../../core/ports/connections";
import { conflictOf } from "./conflict";
import type { Prisma } from "./generated/client";
import { writeAudit, writeEvents } from "./history";
import type { Db } from "./open";
import { outlastConflict } from "./outlast-conflict";

type Writes = Pick<ConnectionRepository, "create" | "replaceGrant" | "rename" | "setPaused" | "note">;

/** Columns of a credential that a new token set fills, whatever brought it. */
export const credentialColumns = (c: SealedCredential) => ({
  sealed: c.sealed,
  keyId: c.keyId,
  hasRefresh: c.hasRefresh,
  refreshFingerprint: c.refreshFingerprint,
  obtainedAt: c.obtainedAt,
  accessExpiresAt: c.accessExpiresAt,
  accessEndKnown: c.accessEndKnown,
  refreshExpiresAt: c.refreshExpiresAt,
  refreshAfter: c.refreshAfter,
});

const accessColumns = (a: GrantedAccess) => ({
  accountIssuer: a.accountIssuer,
  accountKey: a.accountKey,
  accountName: a.accountName,
  scopeWanted: [...a.scopeWanted],
  scopeGranted: [...a.scopeGranted],
  scopeReported: a.scopeReported,
});

/** What a fresh grant forgets about the one before. */
const NO_TROUBLE = {
  failuresInRow: 0,
  refusals: 0,
  lastFailureClass: null,
  lastFailureCode: null,
  lastFailedAt: null,
  leaseId: null,
  leaseUntil: null,
} as const;

type Locked = {
  id: bigint;
  status: ConnectionStatus;
  resting: boolean;
  sealed: string | null;
  generation: number;
  environment: string;
};

/**
 * The connection's row before its credential's, in every write: two orders could lock each other out.
 * `resting`: its ending waits for the next try and nobody is asking the provider.
 */
async function lockConnection(tx: Prisma.TransactionClient, publicId: string) {
  const [row] = await tx.$queryRaw<Locked[]>`
    SELECT c.id, c.environment_id AS environment, c.status::text AS status, c.ending_try_until IS NULL AS resting, k.sealed, k.generation
    FROM connection c JOIN credential k ON k.connection_id = c.id WHERE c.public_id = ${publicId} FOR NO KEY UPDATE OF c`;
  if (!row) throw new Error(`database: there is no connection ${publicId}`);
  return row;
}

/**
 * The credential stands in its registration's queue, so both rows name it. Locked before any connection, as by whoever
 * changes a provider's addresses or removes a client: what was given at the old ones is never written beside the new ones
 * (`security.md` B13), and nothing stands under a client that has no secret any more.
 */
async function lockRegistration(tx: Prisma.TransactionClient, publicId: string) {
  const [row] = await tx.$queryRaw<{ id: bigint; environment: string | null; stopped: boolean }[]>`
    SELECT id, CASE WHEN removed_at IS NULL THEN environment_id END AS environment, emergency_at IS NOT NULL AS stopped FROM client_registration WHERE public_id = ${publicId} FOR KEY SHARE`;
  if (!row) throw new Error(`database: there is no registration ${publicId}`);
  return row;
}

/** Writes that a seller's own acts cause. Each is one transaction with its history. */
export function connectionWrites(db: Db): Writes {
  /** What a callback brings exists nowhere else. */
  const transact = <T>(work: (tx: Prisma.TransactionClient) => Promise<T>) => outlastConflict(() => db.$transaction(work));
  return {
    async create(connection, credential, history) {
      try {
        return await transact(async (tx) => {
          const { id, ownerId, registrationId, bucket, providerId, environmentId, definitionDigest, isTest, label } = connection;
          const { id: registration, environment, stopped } = await lockRegistration(tx, registrationId);
          if (environment !== environmentId) return "elsewhere" as const;
          if (stopped) return "stopped" as const;
          const row = await tx.connection.create({
            data: {
              publicId: id,
              bucket,
              providerId,
              environmentId,
              definitionDigest,
              isTest,
              label,
              ...accessColumns(connection),
              owner: { connect: { publicId: ownerId } },
              registration: { connect: { id: registration } },
              credential: { create: { ...credentialColumns(credential), registrationId: registration } },
            },
            select: { id: true },
          });
          await writeEvents(tx, row.id, history.events);
          await writeAudit(tx, history.audit);
          return "created" as const;
        });
      } catch (error) {
        const conflict = conflictOf(error);
        if (conflict) return conflict;
        throw error;
      }
    },

    async replaceGrant(id, fromGeneration, access, credential, history) {
      try {
        return await transact(async (tx) => {
          const { id: registration, environment, stopped } = await lockRegistration(tx, access.registrationId);
          const row = await lockConnection(tx, id);
          if (environment !== access.environmentId || row.environment !== environment) return "elsewhere" as const;
          if (stopped) return "stopped" as const;
          const ending = row.status === "REVOKING";
          // Who signs in again at the marketplace no longer wants that the cancellation is tried once more.
          const status = ending && row.resting ? "REVOKED" : row.status;
          if (!allows(status, "reauthorization_completed")) return "not_allowed" as const;
          // What was read beside the lock may be older than the lock.
          if (row.generation !== fromGeneration) return "moved" as const;
          const { count } = await tx.credential.updateMany({
            where: { connectionId: row.id, generation: fromGeneration },
            data: {
              ...credentialColumns(credential),
              ...NO_TROUBLE,
              registrationId: registration,
              generation: fromGeneration + 1,
            },
          });
          if (count === 0) return "moved" as const;
          await tx.connection.update({
            where: { id: row.id },
            data: {
              ...accessColumns(access),
              label: access.label,
              definitionDigest: access.definitionDigest,
              registration: { connect: { id: registration } },
              status: "ACTIVE",
              reauthReason: null,
              revocationResult: null,
              revocationWhy: null,
              revocationProven: null,
              revocationAt: null,
              revocationReference: null,
              brokenSince: null,
              pausedAt: null,
              disconnectedAt: null,
              accessUntil: null,
              endingNextAt: null,
              updatedAt: new Date(),
            },
          });
          await writeEvents(tx, row.id, history.events);
          await writeAudit(tx, history.audit);
          // The tombstone raised the generation; what it left is sealed for the one before.
          return { before: { sealed: row.sealed, generation: ending ? fromGeneration - 1 : fromGeneration } };
        });
      } catch (error) {
        const conflict = conflictOf(error);
        if (conflict) return conflict;
        throw error;
      }
    },

    async rename(ownerId, id, label, history) {
      try {
        return await db.$transaction(async (tx) => {
          const row = await tx.connection.findFirst({
            where: { publicId: id, owner: { publicId: ownerId } },
            select: { id: true },
          });
          if (!row) return "not_found" as const;
          const { count } = await tx.connection.updateMany({
            where: { id: row.id, label: { not: label } },
            data: { label, updatedAt: new Date() },
          });
          // A second press waits for the first one's row and finds its work done: one act, one entry.
          if (count === 0) return "renamed" as const;
          await writeEvents(tx, row.id, history.events);
          await writeAudit(tx, history.audit);
          return "renamed" as const;
        });
      } catch (error) {
        if (conflictOf(error) === "label_conflict") return "label_conflict";
        throw error;
      }
    },

    async setPaused(ownerId, id, paused, refreshAfter, history) {
      return db.$transaction(async (tx) => {
        const row = await tx.connection.findFirst({
          where: { publicId: id, owner: { publicId: ownerId }, status: paused ? "ACTIVE" : "PAUSED" },
          select: { id: true },
        });
        if (!row) return "not_allowed";
        const { count } = await tx.connection.updateMany({
          where: { id: row.id, status: paused ? "ACTIVE" : "PAUSED" },
          data: { status: paused ? "PAUSED" : "ACTIVE", pausedAt: paused ? new Date() : null, updatedAt: new Date() },
        });
        if (count === 0) return "not_allowed";
        await tx.credential.update({ where: { connectionId: row.id }, data: { refreshAfter: paused ? null : refreshAfter } });
        await writeEvents(tx, row.id, history.events);
        await writeAudit(tx, history.audit);
        return "done";
      });
    },

    async note(id, events) {
      const row = await db.connection.findUnique({ where: { publicId: id }, select: { id: true } });
      if (row) await writeEvents(db, row.id, events);
    },
  };
}
