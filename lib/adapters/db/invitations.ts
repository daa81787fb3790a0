import type { InvitationRepository } from "../../core/ports/ways-in";
import { kindOf } from "../../core/roles";
import { writeAudit } from "./history";
import { isLastOwner } from "./last-owner";
import type { Db } from "./open";
import { toPerson } from "./people";

/** Whoever was invited is a person already, with the digest of the link beside their name until they come in. */
export function invitationRepository(db: Db): InvitationRepository {
  return {
    async invite({ id, name, email, role }, { tokenHash, until, invitedBy }, audit) {
      return db.$transaction(async (tx) => {
        const address = email.trim().toLowerCase();
        const link = { invitationHash: tokenHash, invitedUntil: until, invitedBy };
        const before = await tx.user.findUnique({ where: { email: address } });
        const isMember = before !== null && (before.invitedUntil === null || before.disabledAt !== null);
        if (isMember && role !== "owner" && (await isLastOwner(tx, before.publicId))) return "last_owner";
        const row =
          before === null
            ? await tx.user.create({ data: { publicId: id, name, email: address, role, ...link } })
            : await tx.user.update({ where: { id: before.id }, data: isMember ? { role } : { name, role, ...link } });
        if (isMember) {
          // Another role is another session (ASVS 5.0 7.2.4); a new account at a sign-in service is bound at the next sign-in.
          if (before.role !== role) await tx.session.deleteMany({ where: { userId: row.id } });
          await tx.signInAccount.deleteMany({ where: { userId: row.id } });
        }
        await writeAudit(tx, [{ ...audit, object: row.publicId }]);
        return isMember ? "member" : "invited";
      });
    },

    async byTokenHash(invitationHash) {
      const row = await db.user.findUnique({ where: { invitationHash } });
      if (!row?.invitedUntil || row.disabledAt) return null;
      return { person: toPerson(row), invitedBy: row.invitedBy, until: row.invitedUntil };
    },

    async accept(invitationHash, audit) {
      return db.$transaction(async (tx) => {
        const [row] = await tx.user.updateManyAndReturn({
          where: { invitationHash, invitedUntil: { gt: new Date() }, disabledAt: null },
          data: { invitationHash: null, invitedUntil: null },
        });
        if (!row) return null;
        await writeAudit(tx, [{ ...audit, actorKind: kindOf(row.role), actorId: row.publicId, object: row.publicId }]);
        return toPerson(row);
      });
    },

    async decline(invitationHash, audit) {
      return db.$transaction(async (tx) => {
        const row = await tx.user.findUnique({ where: { invitationHash } });
        if (!row) return false;
        const { count } = await tx.user.deleteMany({
          where: { id: row.id, invitationHash, invitedUntil: { gt: new Date() }, disabledAt: null },
        });
        if (count === 0) return false;
        await writeAudit(tx, [{ ...audit, object: row.publicId }]);
        return true;
      });
    },
  };
}
