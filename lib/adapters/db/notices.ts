import { NOTICE_KINDS, NOTICE_TOPICS, TOPIC_OF } from "../../core/notices/notice";
import type { NoticeQueue, NoticeRepository } from "../../core/ports/notices";
import { noticeMail } from "./notice-mail";
import { noticePlan, toChoice } from "./notice-plan";
import { NOTICE, toNotice } from "./notice-rows";
import { noticeSweep } from "./notice-sweep";
import type { Db } from "./open";

/** The way of a notice from where it is noticed to where it is handed over. */
export const noticeQueue = (db: Db): NoticeQueue => ({ ...noticeSweep(db), ...noticePlan(db), ...noticeMail(db) });

/** What a person is told, and how they want to be told, in PostgreSQL. */
export const noticeRepository = (db: Db): NoticeRepository => ({ ...reading(db), ...choosing(db), ...asking(db) });

const shown = (personId: string) => ({ user: { publicId: personId }, inApp: true, plannedAt: { not: null } });

const reading = (db: Db): Pick<NoticeRepository, "list" | "unread" | "markRead"> => ({
  async list(personId, before, limit) {
    const rows = await db.notice.findMany({
      where: { ...shown(personId), ...(before === null ? {} : { id: { lt: BigInt(before) } }) },
      select: NOTICE,
      orderBy: { id: "desc" },
      take: limit,
    });
    return rows.flatMap(toNotice);
  },

  unread: (personId) => db.notice.count({ where: { ...shown(personId), readAt: null } }),

  async markRead(personId, upTo) {
    await db.notice.updateMany({
      where: { ...shown(personId), readAt: null, id: { lte: BigInt(upTo) } },
      data: { readAt: new Date() },
    });
  },
});

function choosing(db: Db): Pick<NoticeRepository, "choice" | "saveChoice" | "noMail"> {
  const choice: NoticeRepository["choice"] = async (personId) =>
    toChoice(await db.noticeSetting.findFirst({ where: { user: { publicId: personId } } }));
  const saveChoice: NoticeRepository["saveChoice"] = async (personId, { digest, noMail, noApp }) => {
    const stored = { digest, noMail: [...noMail], noApp: [...noApp] };
    const silent = NOTICE_KINDS.filter((kind) => noMail.some((topic) => topic === TOPIC_OF[kind]));
    await db.$transaction(async (tx) => {
      const { id } = await tx.user.findUniqueOrThrow({ where: { publicId: personId }, select: { id: true } });
      await tx.noticeSetting.upsert({ where: { userId: id }, create: { userId: id, ...stored }, update: stored });
      await tx.$executeRaw`
        UPDATE notice SET mail_at = CASE WHEN kind = ANY(${silent}) THEN NULL WHEN in_digest AND NOT ${digest} THEN LEAST(mail_at, now()) ELSE mail_at END,
          in_digest = in_digest AND ${digest}
        WHERE user_id = ${id} AND mail_id IS NULL AND mail_at IS NOT NULL`;
    });
  };
  return {
    choice,
    saveChoice,
    noMail: async (personId, topics) => {
      const { digest, noMail, noApp } = await choice(personId);
      const off = NOTICE_TOPICS.filter((topic) => noMail.includes(topic) || topics.includes(topic));
      await saveChoice(personId, { digest, noMail: off, noApp });
    },
  };
}

const asking = (db: Db): Pick<NoticeRepository, "askForTest" | "watch" | "watched" | "mute" | "isMuted"> => ({
  async askForTest(personId, mailId, everyMs) {
    const made = await db.$executeRaw`
      INSERT INTO mail (public_id, user_id, kind)
      SELECT ${mailId}, u.id, 'test' FROM (SELECT id FROM app_user WHERE public_id = ${personId} FOR NO KEY UPDATE) u
      WHERE NOT EXISTS (SELECT FROM mail m WHERE m.user_id = u.id AND m.kind = 'test'
        AND m.created_at > now() - ${everyMs}::float8 * interval '1 millisecond')`;
    return made === 1;
  },

  async watch(personId, providerId) {
    await db.$executeRaw`
      INSERT INTO provider_watch (user_id, provider_id) SELECT id, ${providerId} FROM app_user WHERE public_id = ${personId}
      ON CONFLICT (user_id, provider_id) DO UPDATE SET created_at = now()`;
  },

  async watched(personId) {
    const rows = await db.providerWatch.findMany({ where: { user: { publicId: personId } }, select: { providerId: true } });
    return rows.map(({ providerId }) => providerId);
  },

  async mute(personId, connectionId, isMuted) {
    const { count } = await db.connection.updateMany({
      where: { publicId: connectionId, owner: { publicId: personId } },
      data: { mutedAt: isMuted ? new Date() : null },
    });
    return count === 1;
  },

  async isMuted(personId, connectionId) {
    const row = await db.connection.findFirst({
      where: { publicId: connectionId, owner: { publicId: personId } },
      select: { mutedAt: true },
    });
    return row && row.mutedAt !== null;
  },
});
