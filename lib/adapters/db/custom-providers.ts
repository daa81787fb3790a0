import type { ProviderAdmin } from "../../core/ports/provider-admin";
import { Prisma } from "./generated/client";
import { writeAudit } from "./history";
import type { Db } from "./open";

type CustomProviders = Pick<ProviderAdmin, "customs" | "addCustom" | "changeCustom" | "moveCustom" | "removeCustom">;

const json = (value: unknown): Prisma.InputJsonValue => structuredClone(value) as Prisma.InputJsonValue;

/** Providers that admins have described, in PostgreSQL. */
export const customProviders = (db: Db): CustomProviders => ({
  async customs() {
    const rows = await db.customProvider.findMany({ where: { removedAt: null }, orderBy: { id: "asc" } });
    return rows.map(({ providerId, definition, revision }) => ({ providerId, definition, revision }));
  },

  async addCustom({ providerId, definition, revision }, audit) {
    await db.$transaction(async (tx) => {
      await tx.customProvider.create({ data: { providerId, definition: json(definition), revision } });
      await writeAudit(tx, [audit]);
    });
  },

  async changeCustom({ providerId, definition, revision }, audit) {
    return db.$transaction(async (tx) => {
      const data = { definition: json(definition), updatedAt: new Date() };
      const { count } = await tx.customProvider.updateMany({ where: { providerId, revision, removedAt: null }, data });
      if (count === 0) return "changed_meanwhile";
      await writeAudit(tx, [audit]);
      return { connections: 0 };
    });
  },

  async moveCustom({ providerId, definition, revision, environmentId }, audit) {
    return db.$transaction(async (tx) => {
      const { count } = await tx.customProvider.updateMany({
        // Of two who change it at once one has read what stands no more.
        where: { providerId, revision: revision - 1, removedAt: null },
        data: { definition: json(definition), revision, updatedAt: new Date() },
      });
      if (count === 0) return "changed_meanwhile";
      // Whoever holds a client secret holds it for the old addresses; it must be typed in again for the new ones.
      await tx.clientRegistration.updateMany({
        where: { providerId },
        data: {
          environmentId,
          sealedSecrets: null,
          secretNotes: Prisma.DbNull,
          enabled: false,
          stoppedAt: new Date(),
          updatedAt: new Date(),
        },
      });
      await tx.registrationTest.deleteMany({ where: { registration: { providerId } } });
      // Codes on their way and grants that wait for a seller's word were given at the old addresses as well.
      await tx.$executeRaw`
        UPDATE authorization_attempt SET sealed = NULL, expires_at = LEAST(expires_at, now()) WHERE provider_id = ${providerId}`;
      // The rows first, then their secrets: as every other writer locks them.
      const [moved] = await tx.$queryRaw<{ connections: number }[]>`
        WITH moved AS (
          UPDATE connection SET environment_id = ${environmentId}, updated_at = now(),
            broken_since = CASE WHEN status IN ('ACTIVE', 'PAUSED') THEN now() ELSE broken_since END,
            paused_at = CASE WHEN status = 'PAUSED' THEN NULL ELSE paused_at END,
            reauth_reason = CASE WHEN status IN ('ACTIVE', 'PAUSED', 'NEEDS_REAUTH') THEN 'issuer_changed' ELSE reauth_reason END,
            status = CASE WHEN status IN ('ACTIVE', 'PAUSED') THEN 'NEEDS_REAUTH'::"ConnectionStatus" ELSE status END
          WHERE provider_id = ${providerId} RETURNING id, status
        ), fenced AS (
          UPDATE credential k SET generation = generation + 1, refresh_after = NULL FROM moved
          WHERE k.connection_id = moved.id AND moved.status = 'NEEDS_REAUTH'
        ), told AS (
          INSERT INTO connection_event (connection_id, actor_kind, type, data)
          SELECT id, 'admin', 'needs_reconnect.issuer_changed', '{}'::jsonb FROM moved WHERE status = 'NEEDS_REAUTH'
        ) SELECT count(*) FILTER (WHERE status = 'NEEDS_REAUTH')::int AS connections FROM moved`;
      await writeAudit(tx, [audit]);
      return { connections: moved?.connections ?? 0 };
    });
  },

  async removeCustom(providerId, audit) {
    return db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM client_registration WHERE provider_id = ${providerId} FOR UPDATE`;
      const used = await tx.connection.findFirst({ where: { providerId, status: { not: "REVOKED" } }, select: { id: true } });
      if (used) return "in_use";
      const now = new Date();
      await tx.customProvider.updateMany({ where: { providerId }, data: { removedAt: now, updatedAt: now } });
      const gone = { sealedSecrets: null, secretNotes: Prisma.DbNull, enabled: false, stoppedAt: now, removedAt: now };
      await tx.clientRegistration.updateMany({ where: { providerId }, data: gone });
      await writeAudit(tx, [audit]);
      return "removed";
    });
  },
});
