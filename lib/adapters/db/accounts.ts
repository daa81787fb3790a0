import type { AccountRepository, MailboxRepository } from "../../core/ports/people";
import { isOver } from "../../core/sign-in/session-lifetime";
import { forgetRow } from "./forget-row";
import { writeAudit } from "./history";
import { isLastOwner } from "./last-owner";
import type { Db } from "./open";
import { toPerson } from "./people";

const DAY_MS = 86_400_000;

/** People's own sessions and settings in PostgreSQL. */
export function accountRepository(db: Db): AccountRepository {
  return {
    async sessionsOf(personId) {
      const now = new Date();
      const rows = await db.session.findMany({
        where: { user: { publicId: personId }, expiresAt: { gt: now } },
        include: { user: { select: { role: true } } },
        orderBy: { lastSeenAt: "desc" },
      });
      return rows
        .filter(({ user, ...times }) => !isOver({ ...times, role: user.role }, now))
        .map(({ publicId, userAgent, createdAt, lastSeenAt }) => ({ id: publicId, userAgent, createdAt, lastSeenAt }));
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

    async setLanguage(personId, language) {
      await db.user.update({ where: { publicId: personId }, data: { language } });
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
        const row = await tx.user.findUnique({ where: { email: email.trim().toLowerCase() } });
        if (!row) return null;
        if (await isLastOwner(tx, row.publicId)) throw new Error("They are the only owner. Invite another owner first.");
        await forgetRow(tx, row, audit);
        return row.publicId;
      });
    },

    async forgetOne(personId, audit) {
      return db.$transaction(async (tx) => {
        if (await isLastOwner(tx, personId)) return false;
        await forgetRow(tx, await tx.user.findUniqueOrThrow({ where: { publicId: personId } }), audit);
        return true;
      });
    },

    async isLastOwner(personId) {
      const owners = { role: "owner", disabledAt: null, invitedUntil: null } as const;
      const [theirs, others] = await Promise.all([
        db.user.count({ where: { ...owners, publicId: personId } }),
        db.user.count({ where: { ...owners, publicId: { not: personId } } }),
      ]);
      return theirs > 0 && others === 0;
    },

    async demoPeople() {
      return (await db.user.findMany({ where: { isDemo: true, disabledAt: null }, orderBy: { id: "asc" } })).map(toPerson);
    },

    async ensureDemoPerson({ id, name, email, role }) {
      await db.user.upsert({
        where: { email },
        create: { publicId: id, name, email, role, isDemo: true, emailVerifiedAt: new Date() },
        update: {},
      });
    },

    async forgetEnded() {
      const now = new Date();
      const yesterday = new Date(now.getTime() - DAY_MS);
      await db.session.deleteMany({ where: { expiresAt: { lt: now } } });
      // What became of a link is told for a day; what became of an invitation, for a month.
      await db.verification.deleteMany({ where: { expiresAt: { lt: yesterday } } });
      await db.throttle.deleteMany({ where: { resetsAt: { lt: now } } });
      await db.user.deleteMany({
        where: { invitedUntil: { lt: new Date(now.getTime() - 30 * DAY_MS) }, connections: { none: {} } },
      });
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
    async add({ id, to, subject, text, messageId = null }) {
      await db.$executeRaw`
        INSERT INTO mailbox_message (public_id, recipient, subject, text, message_id) VALUES (${id}, ${to}, ${subject}, ${text}, ${messageId})
        ON CONFLICT (message_id) DO NOTHING`;
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
