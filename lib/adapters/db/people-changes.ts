import type { AdminPeople, Departing, Leaving } from "../../core/ports/admin-people";
import { writeAudit } from "./history";
import { isLastOwner } from "./last-owner";
import type { Db } from "./open";

type Changes = Pick<
  AdminPeople,
  "changeRole" | "signOut" | "deactivate" | "reactivate" | "departing" | "livePlaces" | "live" | "departed"
>;

/** What admins change about people. Each is one transaction with its audit. */
export function peopleChanges(db: Db): Changes {
  return {
    async changeRole(id, role, audit) {
      return db.$transaction(async (tx) => {
        // Before the person's own row: whoever changes owners locks them in the same order.
        const last = await isLastOwner(tx, id);
        const row = await tx.user.findFirst({ where: { publicId: id, forgottenAt: null } });
        if (!row) return "not_found";
        if (row.role === role) return "no_change";
        if (last) return "last_owner";
        // A link was handed out for the role that it told of, to whoever holds it now.
        await tx.user.update({ where: { id: row.id }, data: { role, invitationHash: null } });
        await tx.session.deleteMany({ where: { userId: row.id } });
        await writeAudit(tx, [{ ...audit, data: { ...audit.data, from: row.role, to: role } }]);
        return "done";
      });
    },

    async signOut(id, audit) {
      return db.$transaction(async (tx) => {
        const row = await tx.user.findUnique({ where: { publicId: id }, select: { id: true } });
        if (!row) return null;
        const { count } = await tx.session.deleteMany({ where: { userId: row.id } });
        await writeAudit(tx, [{ ...audit, data: { ...audit.data, count } }]);
        return count;
      });
    },

    async deactivate(id, { how, toId, by }, audit) {
      return db.$transaction(async (tx) => {
        const last = await isLastOwner(tx, id);
        const row = await tx.user.findFirst({ where: { publicId: id, forgottenAt: null } });
        if (!row) return "not_found";
        if (row.disabledAt !== null) return "no_change";
        if (last) return "last_owner";
        const heir = toId === null ? null : await tx.user.findUniqueOrThrow({ where: { publicId: toId }, select: { id: true } });
        await tx.user.update({
          where: { id: row.id },
          data: {
            disabledAt: new Date(),
            // Who has not come yet is still no member when they are let in again.
            invitationHash: null,
            leaving: how,
            leavingBy: by,
            leavingTo: heir?.id ?? null,
          },
        });
        await tx.session.deleteMany({ where: { userId: row.id } });
        if (row.email !== null) await tx.verification.deleteMany({ where: { identifier: row.email } });
        await writeAudit(tx, [audit]);
        return "done";
      });
    },

    async reactivate(id, audit) {
      return db.$transaction(async (tx) => {
        const row = await tx.user.findFirst({ where: { publicId: id, forgottenAt: null } });
        if (!row) return "not_found";
        if (row.disabledAt === null) return "no_change";
        await tx.user.update({
          where: { id: row.id },
          data: { disabledAt: null, leaving: null, leavingBy: null, leavingTo: null },
        });
        await writeAudit(tx, [audit]);
        return "done";
      });
    },

    async departing(limit) {
      const rows = await db.user.findMany({
        where: { leaving: { not: null }, disabledAt: { not: null }, forgottenAt: null },
        orderBy: { id: "asc" },
        take: limit,
        select: { publicId: true, leaving: true, leavingBy: true, heir: { select: { publicId: true } } },
      });
      return rows.map(
        (row): Departing => ({
          personId: row.publicId,
          how: row.leaving as Leaving,
          by: row.leavingBy,
          toId: row.heir?.publicId ?? null,
        }),
      );
    },

    async livePlaces(personId) {
      const rows = await db.$queryRaw<{ provider_id: string; environment_id: string; count: number }[]>`
        SELECT c.provider_id, c.environment_id, count(*)::int AS count FROM connection c
        WHERE c.owner_id = (SELECT id FROM app_user WHERE public_id = ${personId}) AND c.status NOT IN ('REVOKING', 'REVOKED')
        GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`;
      return rows.map((row) => ({ providerId: row.provider_id, environmentId: row.environment_id, count: row.count }));
    },

    async live(personId, after, limit) {
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT c.public_id AS id FROM connection c WHERE c.owner_id = (SELECT id FROM app_user WHERE public_id = ${personId})
          AND c.status NOT IN ('REVOKING', 'REVOKED') AND c.id > COALESCE((SELECT id FROM connection WHERE public_id = ${after}), 0)
        ORDER BY c.id LIMIT ${limit}`;
      return rows.map(({ id }) => id);
    },

    async departed(personId, audit) {
      await db.$transaction(async (tx) => {
        const { count } = await tx.user.updateMany({
          where: { publicId: personId, leaving: { not: null } },
          data: { leaving: null, leavingBy: null, leavingTo: null },
        });
        if (count > 0) await writeAudit(tx, audit);
      });
    },
  };
}
