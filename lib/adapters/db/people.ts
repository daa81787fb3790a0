import type { PeopleRepository, PersonRecord, SessionRecord } from "../../core/ports/people";
import type { Prisma } from "./generated/client";
import type { Db } from "./open";

export const toPerson = (row: Prisma.UserGetPayload<object>): PersonRecord => ({
  id: row.publicId,
  name: row.name,
  email: row.email,
  emailVerifiedAt: row.emailVerifiedAt,
  role: row.role,
  timeZone: row.timeZone,
  theme: row.theme,
  disabledAt: row.disabledAt,
});

const toSession = (row: Prisma.SessionGetPayload<{ include: { user: true } }>): SessionRecord => ({
  id: row.publicId,
  person: toPerson(row.user),
  createdAt: row.createdAt,
  lastSeenAt: row.lastSeenAt,
  expiresAt: row.expiresAt,
});

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
      const row = await db.session.create({
        data: {
          publicId: newSessionId(),
          tokenHash,
          expiresAt,
          userAgent: userAgent?.slice(0, 300) ?? null,
          user: { connect: { publicId: personId } },
        },
        include: { user: true },
      });
      return toSession(row);
    },

    async sessionByTokenHash(tokenHash) {
      const row = await db.session.findUnique({ where: { tokenHash }, include: { user: true } });
      if (!row || row.expiresAt <= new Date() || row.user.disabledAt) return null;
      return toSession(row);
    },

    async touchSession(tokenHash, at) {
      await db.session.updateMany({ where: { tokenHash }, data: { lastSeenAt: at } });
    },

    async endSessionByTokenHash(tokenHash) {
      await db.session.deleteMany({ where: { tokenHash } });
    },

    async createVerification({ identifier, tokenHash, expiresAt }) {
      await db.verification.create({ data: { identifier, tokenHash, expiresAt } });
    },

    async openVerifications(identifier) {
      return db.verification.count({ where: { identifier, expiresAt: { gt: new Date() } } });
    },

    async useVerification({ identifier, tokenHash }) {
      const [row] = await db.$queryRaw<{ expires_at: Date }[]>`
        DELETE FROM verification WHERE token_hash = ${tokenHash} AND identifier = ${identifier} RETURNING expires_at`;
      return row ? { expiresAt: row.expires_at } : null;
    },
  };
}
