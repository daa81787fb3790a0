import type { AccountRepository, MailboxRepository } from "../../core/ports/people";
import { writeAudit } from "./history";
import type { Db } from "./open";
import { toPerson } from "./people";

/** People's own sessions and settings in PostgreSQL. */
export function accountRepository(db: Db): AccountRepository {
  return {
    async sessionsOf(personId) {
      const rows = await db.session.findMany({
        where: { user: { publicId: personId }, expiresAt: { gt: new Date() } },
        orderBy: { lastSeenAt: "desc" },
      });
      return rows.map(({ publicId, userAgent, createdAt, lastSeenAt }) => ({ id: publicId, userAgent, createdAt, lastSeenAt }));
    },

    async endSession(personId, sessionId, audit) {
      return db.$transaction(async (tx) => {
        const { count } = await tx.session.deleteMany({ where: { publicId: sessionId, user: { publicId: personId } } });
        if (count === 0) return false;
        await writeAudit(tx, [audit]);
        return true;
      });
    },

    async endOtherSessions(personId, keepSessionId, audit) {
      return db.$transaction(async (tx) => {
        const { count } = await tx.session.deleteMany({
          where: { user: { publicId: personId }, publicId: { not: keepSessionId } },
        });
        await writeAudit(tx, [audit]);
        return count;
      });
    },

    async updateProfile(personId, change) {
      await db.user.update({ where: { publicId: personId }, data: { ...change } });
    },

    async setTheme(personId, theme) {
      await db.user.update({ where: { publicId: personId }, data: { theme } });
    },

    async invite({ id, name, email, role }, audit) {
      return db.$transaction(async (tx) => {
        const row = await tx.user.upsert({
          where: { email: email.toLowerCase() },
          create: { publicId: id, name, email: email.toLowerCase(), role },
          update: { role },
        });
        await writeAudit(tx, [{ ...audit, object: row.publicId }]);
        return toPerson(row);
      });
    },

    async forget(email, audit) {
      return db.$transaction(async (tx) => {
        const address = email.trim().toLowerCase();
        const row = await tx.user.findUnique({ where: { email: address } });
        if (!row) return null;
        const now = new Date();
        await tx.user.update({
          where: { id: row.id },
          data: { name: row.publicId, email: null, emailVerifiedAt: null, timeZone: null, disabledAt: now, forgottenAt: now },
        });
        await tx.session.deleteMany({ where: { userId: row.id } });
        await tx.verification.deleteMany({ where: { identifier: address } });
        await tx.mailboxMessage.deleteMany({ where: { recipient: address } });
        await writeAudit(tx, [{ ...audit, object: row.publicId }]);
        return row.publicId;
      });
    },

    async demoPeople() {
      return (await db.user.findMany({ where: { isDemo: true }, orderBy: { id: "asc" } })).map(toPerson);
    },

    async ensureDemoPerson({ id, name, email, role }) {
      await db.user.upsert({
        where: { email },
        create: { publicId: id, name, email, role, isDemo: true, emailVerifiedAt: new Date() },
        update: {},
      });
    },

    async forgetEnded() {
      await db.session.deleteMany({ where: { expiresAt: { lt: new Date() } } });
      await db.verification.deleteMany({ where: { expiresAt: { lt: new Date() } } });
      // Where a connection is not closed yet, its person stays with all of it: what has to be cancelled is sealed for them.
      await db.$executeRaw`
        WITH gone AS (
          SELECT id FROM app_user u WHERE forgotten_at IS NOT NULL
            AND NOT EXISTS (SELECT FROM connection c WHERE c.owner_id = u.id AND c.status <> 'REVOKED')
        ), connections AS (DELETE FROM connection USING gone WHERE owner_id = gone.id)
        SELECT count(*) FROM gone`;
      await db.user.deleteMany({ where: { forgottenAt: { not: null }, connections: { none: {} } } });
    },
  };
}

/** The trial's local mailbox in PostgreSQL. */
export function mailboxRepository(db: Db): MailboxRepository {
  return {
    async add({ id, to, subject, text }) {
      await db.mailboxMessage.create({ data: { publicId: id, recipient: to, subject, text } });
    },

    async newest(limit) {
      const rows = await db.mailboxMessage.findMany({ orderBy: { id: "desc" }, take: limit });
      return rows.map((row) => ({
        id: row.publicId,
        to: row.recipient,
        subject: row.subject,
        text: row.text,
        at: row.createdAt,
      }));
    },
  };
}
