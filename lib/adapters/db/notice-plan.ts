import { FIRST_CHOICE, isKind, isTopic, type NoticeChoice, type NoticeKind, ONE_MAIL_MS } from "../../core/notices/notice";
import type { Reader } from "../../core/notices/plan";
import type { Decide, NoticeQueue } from "../../core/ports/notices";
import type { Prisma } from "./generated/client";
import type { Db } from "./open";

type Tx = Prisma.TransactionClient;
type Open = {
  id: bigint;
  kind: string;
  at: Date;
  is_closed: boolean;
  is_muted: boolean;
  told_by: "none" | "open" | "sent" | null;
  last_mail_at: Date | null;
  is_asked: boolean;
};
type Due = { id: bigint; kind: string; provider_id: string | null; in_digest: boolean };

/** A person's choices as they are stored. */
export const toChoice = (row: { digest: boolean; noMail: string[]; noApp: string[] } | null): NoticeChoice =>
  row === null ? FIRST_CHOICE : { digest: row.digest, noMail: row.noMail.filter(isTopic), noApp: row.noApp.filter(isTopic) };

/** The turn of one person: their row is locked, so nobody else decides about them meanwhile; whose turn it is elsewhere is left out. */
export const noticePlan = (db: Db): Pick<NoticeQueue, "planNext"> => ({
  async planNext(after, decide, newMailId) {
    return db.$transaction(async (tx) => {
      const [person] = await tx.$queryRaw<{ id: bigint; has_mail: boolean; time_zone: string | null; now: Date }[]>`
        SELECT u.id, u.email IS NOT NULL AND u.disabled_at IS NULL AS has_mail, u.time_zone, now() AS now FROM app_user u
        WHERE u.id > ${BigInt(after ?? 0)} AND u.id IN (
          SELECT user_id FROM notice WHERE planned_at IS NULL
          UNION ALL SELECT user_id FROM notice WHERE mail_id IS NULL AND mail_at <= now())
        ORDER BY u.id LIMIT 1 FOR NO KEY UPDATE OF u SKIP LOCKED`;
      if (!person) return null;
      const choice = toChoice(await tx.noticeSetting.findUnique({ where: { userId: person.id } }));
      await decideAll(tx, person.id, { hasMail: person.has_mail, zone: person.time_zone, choice }, person.now, decide);
      await gather(tx, person.id, newMailId);
      return String(person.id);
    });
  },
});

async function decideAll(tx: Tx, userId: bigint, reader: Reader, now: Date, decide: Decide): Promise<void> {
  const open = await tx.$queryRaw<Open[]>`
    SELECT n.id, n.kind, n.at, n.closed_at IS NOT NULL AS is_closed,
      COALESCE(c.muted_at IS NOT NULL, false) OR COALESCE((n.data->>'muted')::boolean, false) AS is_muted,
      CASE WHEN n.about_id IS NULL THEN NULL
        WHEN about_mail.state = 'sent' THEN 'sent'
        WHEN about_mail.state = 'waiting' AND about_mail.lease_until > now() THEN 'open' ELSE 'none' END AS told_by,
      (SELECT max(COALESCE(m.settled_at, m.due_at)) FROM notice other JOIN mail m ON m.id = other.mail_id
        WHERE other.user_id = n.user_id AND other.kind = n.kind AND m.state IN ('sent', 'waiting')
          AND m.created_at > now() - ${ONE_MAIL_MS * 2}::float8 * interval '1 millisecond'
          AND CASE WHEN n.connection_id IS NULL THEN other.provider_id IS NOT DISTINCT FROM n.provider_id AND other.connection_id IS NULL
            ELSE other.connection_id = n.connection_id END
          AND n.kind IN ('reconnect', 'asked', 'ends_soon', 'trouble', 'working_again', 'other_person')) AS last_mail_at,
      n.kind = 'working_again' AND (
        EXISTS (SELECT FROM provider_watch w WHERE w.user_id = n.user_id AND w.provider_id = n.provider_id)
        OR EXISTS (SELECT FROM notice b WHERE b.user_id = n.user_id AND b.provider_id = n.provider_id AND b.kind = 'back'
          AND b.at > n.at - interval '1 hour')) AS is_asked
    FROM notice n LEFT JOIN connection c ON c.id = n.connection_id LEFT JOIN notice about ON about.id = n.about_id
    LEFT JOIN mail about_mail ON about_mail.id = about.mail_id
    WHERE n.user_id = ${userId} AND n.planned_at IS NULL ORDER BY n.id`;
  for (const row of open) {
    const plan = isKind(row.kind)
      ? decide(
          {
            kind: row.kind,
            at: row.at,
            isClosed: row.is_closed,
            isMuted: row.is_muted,
            toldBy: row.told_by,
            lastMailAt: row.last_mail_at,
            isAsked: row.is_asked,
          },
          reader,
          now,
        )
      : { inApp: false, mailAt: null, inDigest: false };
    if (plan === null) continue;
    await tx.$executeRaw`
      UPDATE notice SET planned_at = now(), in_app = ${plan.inApp}, mail_at = ${plan.mailAt}::timestamptz, in_digest = ${plan.inDigest}
      WHERE id = ${row.id}`;
  }
}

/** What is due becomes mail: a day's digest is one, and so is what befell several connections of a provider at once. */
async function gather(tx: Tx, userId: bigint, newMailId: () => string): Promise<void> {
  await tx.$executeRaw`UPDATE notice SET mail_at = NULL WHERE user_id = ${userId} AND mail_id IS NULL AND mail_at IS NOT NULL AND closed_at IS NOT NULL`;
  const due = await tx.$queryRaw<Due[]>`
    SELECT id, kind, provider_id, in_digest FROM notice
    WHERE user_id = ${userId} AND mail_id IS NULL AND mail_at <= now() ORDER BY id`;
  for (const [name, notices] of grouped(due)) {
    const mail = await tx.mail.create({
      data: { publicId: newMailId(), userId, kind: name === "digest" ? "digest" : "notice" },
      select: { id: true },
    });
    await tx.notice.updateMany({ where: { id: { in: notices.map(({ id }) => id) } }, data: { mailId: mail.id } });
  }
}

/** What several connections of a provider may suffer in one moment. Anything else is a mail of its own. */
const TOGETHER: ReadonlySet<string> = new Set<NoticeKind>(["reconnect", "asked", "ends_soon", "connected", "working_again"]);

function grouped(due: readonly Due[]): ReadonlyMap<string, readonly Due[]> {
  const groups = new Map<string, Due[]>();
  for (const one of due) {
    const name = one.in_digest ? "digest" : TOGETHER.has(one.kind) ? `${one.kind} ${one.provider_id}` : String(one.id);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return groups;
}
