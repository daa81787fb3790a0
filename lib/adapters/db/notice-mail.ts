import type { MailKind, MailToSend, NoticeQueue } from "../../core/ports/notices";
import { NOTICE, toNotice } from "./notice-rows";
import type { Db } from "./open";
import { toPerson } from "./people";

type Taken = { id: bigint; age_ms: number };

const toMailKind = (kind: string): MailKind => (kind === "digest" || kind === "test" ? kind : "notice");

/** Mails that wait to be handed over, each to one process at a time. */
export const noticeMail = (db: Db): Pick<NoticeQueue, "take" | "settle" | "postpone"> => ({
  async take(limit, leaseId, leaseMs) {
    const taken = await db.$queryRaw<Taken[]>`
      UPDATE mail SET tries = tries + 1, lease_id = ${leaseId}, lease_until = now() + ${leaseMs}::float8 * interval '1 millisecond'
      WHERE id IN (
        SELECT id FROM mail WHERE state = 'waiting' AND due_at <= now() AND (lease_until IS NULL OR lease_until <= now())
        ORDER BY due_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ) RETURNING id, (extract(epoch FROM now() - created_at) * 1000)::float8 AS age_ms`;
    if (taken.length === 0) return [];
    const rows = await db.mail.findMany({
      where: { id: { in: taken.map(({ id }) => id) } },
      include: { user: true, notices: { select: NOTICE, orderBy: { id: "asc" } } },
      orderBy: { id: "asc" },
    });
    return rows.map(
      (row): MailToSend => ({
        id: row.publicId,
        leaseId,
        kind: toMailKind(row.kind),
        tries: row.tries,
        ageMs: taken.find(({ id }) => id === row.id)?.age_ms ?? 0,
        person: toPerson(row.user),
        notices: row.notices.flatMap(toNotice),
      }),
    );
  },

  async settle({ id, leaseId }, state) {
    await db.mail.updateMany({
      where: { publicId: id, leaseId, state: "waiting" },
      data: { state, leaseId: null, leaseUntil: null, settledAt: new Date() },
    });
  },

  async postpone({ id, leaseId }, inMs) {
    await db.$executeRaw`
      UPDATE mail SET lease_id = NULL, lease_until = NULL, due_at = now() + ${inMs}::float8 * interval '1 millisecond'
      WHERE public_id = ${id} AND lease_id = ${leaseId} AND state = 'waiting'`;
  },
});
