import { deviceWords, UNKNOWN_DEVICE } from "../../core/device-words";
import { knownLanguage } from "../../core/language";
import type { PeopleRepository, PersonRecord, SessionRecord } from "../../core/ports/people";
import { kindOf } from "../../core/roles";
import { isOver } from "../../core/sign-in/session-lifetime";
import type { Prisma } from "./generated/client";
import { writeAudit } from "./history";
import type { Db } from "./open";

export const toPerson = (row: Prisma.UserGetPayload<object>): PersonRecord => ({
  id: row.publicId,
  name: row.name,
  email: row.email,
  emailVerifiedAt: row.emailVerifiedAt,
  role: row.role,
  timeZone: row.timeZone,
  theme: row.theme,
  density: row.density,
  singleKeys: row.singleKeys,
  language: knownLanguage(row.language),
  disabledAt: row.disabledAt,
  invitedUntil: row.invitedUntil,
});

const toSession = (row: Prisma.SessionGetPayload<{ include: { user: true } }>): SessionRecord => ({
  id: row.publicId,
  person: toPerson(row.user),
  createdAt: row.createdAt,
  lastSeenAt: row.lastSeenAt,
  expiresAt: row.expiresAt,
});

/** Whoever comes with a kind of device that was never seen of them is told, wherever else they are. The first is no news. */
async function noteDevice(tx: Prisma.TransactionClient, userId: bigint, device: string): Promise<void> {
  await tx.$executeRaw`
    WITH others AS (SELECT FROM known_device WHERE user_id = ${userId} AND device <> ALL(${[device, UNKNOWN_DEVICE]}) LIMIT 1),
    seen AS (
      INSERT INTO known_device (user_id, device) VALUES (${userId}, ${device})
      ON CONFLICT (user_id, device) DO UPDATE SET seen_at = now() RETURNING xmax = 0 AS is_new
    )
    INSERT INTO notice (user_id, kind, data) SELECT ${userId}, 'new_device', jsonb_build_object('device', ${device}::text)
    FROM seen WHERE is_new AND EXISTS (SELECT FROM others)`;
}

/** People, their sessions and mailed links in PostgreSQL. `newSessionId` gives public ids. */
export function peopleRepository(db: Db, newSessionId: () => string): PeopleRepository {
  return {
    async byId(id) {
      const row = await db.user.findUnique({ where: { publicId: id } });
      return row && toPerson(row);
    },

    async byEmail(email) {
      const row = await db.user.findUnique({ where: { email: email.trim().toLowerCase() } });
      return row && toPerson(row);
    },

    async markEmailVerified(id) {
      return toPerson(await db.user.update({ where: { publicId: id }, data: { emailVerifiedAt: new Date() } }));
    },

    async createSession({ tokenHash, personId, expiresAt, userAgent }) {
      return db.$transaction(async (tx) => {
        const [came] = await tx.user.updateManyAndReturn({
          where: { publicId: personId, invitedUntil: { not: null } },
          data: { invitationHash: null, invitedUntil: null },
        });
        if (came)
          await writeAudit(tx, [
            { action: "invitation_accepted", actorKind: kindOf(came.role), actorId: personId, object: personId, result: "done" },
          ]);
        const row = await tx.session.create({
          data: {
            publicId: newSessionId(),
            tokenHash,
            expiresAt,
            userAgent: userAgent?.slice(0, 300) ?? null,
            user: { connect: { publicId: personId } },
          },
          include: { user: true },
        });
        await noteDevice(tx, row.userId, deviceWords(row.userAgent));
        return toSession(row);
      });
    },

    async sessionByTokenHash(tokenHash) {
      const row = await db.session.findUnique({ where: { tokenHash }, include: { user: true } });
      const now = new Date();
      if (!row || row.expiresAt <= now || row.user.disabledAt) return null;
      return isOver({ ...row, role: row.user.role }, now) ? null : toSession(row);
    },

    async touchSession(tokenHash, at, olderThan) {
      const where = { tokenHash, ...(olderThan && { lastSeenAt: { lt: olderThan } }) };
      await db.session.updateMany({ where, data: { lastSeenAt: at } });
    },

    async endSessionByTokenHash(tokenHash) {
      await db.session.deleteMany({ where: { tokenHash } });
    },

    async createVerification({ identifier, tokenHash, expiresAt }) {
      await db.verification.create({ data: { identifier, tokenHash, expiresAt } });
    },

    async useVerification({ identifier, tokenHash }) {
      const now = new Date();
      const [row] = await db.verification.updateManyAndReturn({
        where: { tokenHash, identifier, usedAt: null, expiresAt: { gt: now } },
        data: { usedAt: now },
      });
      return row ? { expiresAt: row.expiresAt } : null;
    },

    async linkState(tokenHash) {
      const row = await db.verification.findUnique({ where: { tokenHash } });
      if (!row) return null;
      if (row.usedAt) return "used";
      return row.expiresAt > new Date() ? "open" : "expired";
    },
  };
}
