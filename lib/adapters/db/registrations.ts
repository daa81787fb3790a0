import type { Trouble } from "../../core/connections/trouble";
import type { RegistrationMaker, RegistrationRecord, RegistrationRepository } from "../../core/ports/registrations";
import type { Prisma } from "./generated/client";
import type { Db } from "./open";

export const toRegistration = (row: Prisma.ClientRegistrationGetPayload<object>): RegistrationRecord => ({
  id: row.publicId,
  providerId: row.providerId,
  environmentId: row.environmentId,
  name: row.name,
  clientId: row.clientId,
  sealedSecrets: row.sealedSecrets,
  enabled: row.enabled,
  isStopped: row.stoppedAt !== null,
  renewalsPausedAt: row.renewalsPausedAt,
  isInEmergency: row.emergencyAt !== null,
  resumedAt: row.resumedAt,
  madeBy: row.madeBy as RegistrationMaker,
  rank: row.rank,
  frozenUntil: row.frozenUntil,
  frozenCode: row.frozenCode,
  trouble: row.trouble as Trouble | null,
});

/** What an admin has put in order goes first, then what the environment says. */
export const BY_PREFERENCE = [{ chosenRank: { sort: "asc", nulls: "last" } }, { rank: "asc" }, { id: "asc" }] as const;

/** Client registrations in PostgreSQL. */
export function registrationRepository(db: Db): RegistrationRepository {
  return {
    async byId(id) {
      const row = await db.clientRegistration.findUnique({ where: { publicId: id } });
      return row && toRegistration(row);
    },

    async enabled() {
      const where = { enabled: true, removedAt: null };
      return (await db.clientRegistration.findMany({ where, orderBy: [...BY_PREFERENCE] })).map(toRegistration);
    },

    async providers() {
      const where = { removedAt: null };
      const rows = await db.clientRegistration.findMany({ where, distinct: ["providerId"], select: { providerId: true } });
      return rows.map(({ providerId }) => providerId);
    },

    async ensure({ providerId, environmentId, name, newId, clientId }) {
      const row = await db.clientRegistration.upsert({
        where: { providerId_environmentId_name: { providerId, environmentId, name } },
        create: { publicId: newId, providerId, environmentId, name, clientId },
        update: {},
      });
      return toRegistration(row);
    },

    async update(id, { clientId, sealedSecrets, enabled, rank }) {
      const data = { clientId, sealedSecrets, enabled, rank, updatedAt: new Date() };
      await db.clientRegistration.update({ where: { publicId: id }, data });
    },

    async freeze(id, forMs, code) {
      // The later end wins, so that a short pause never cuts a long one.
      await db.$executeRaw`
        UPDATE client_registration
        SET frozen_until = GREATEST(COALESCE(frozen_until, now()), now() + ${forMs} * interval '1 millisecond'), frozen_code = ${code}
        WHERE public_id = ${id}`;
    },

    async unfreeze(id) {
      const data = { frozenUntil: null, frozenCode: null, canaryAfter: null };
      await db.clientRegistration.update({ where: { publicId: id }, data });
    },

    async forgetFreeze(id) {
      await db.$executeRaw`
        UPDATE client_registration SET frozen_until = NULL, frozen_code = NULL WHERE public_id = ${id} AND frozen_until <= now()`;
    },
  };
}
