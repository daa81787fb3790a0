import type { AuditFilter, AuditReads, AuditRecord } from "../../core/ports/audit-trail";
import type { ActorKind } from "../../core/ports/history";
import { Prisma } from "./generated/client";
import type { Db } from "./open";

type Row = {
  id: bigint;
  at: Date;
  actor_kind: ActorKind;
  actor_id: string | null;
  actor_name: string | null;
  action: string;
  object: string | null;
  object_name: string | null;
  result: AuditRecord["result"];
  reference: string | null;
  came_from: string | null;
  data: AuditRecord["data"] | null;
  seq: bigint | null;
  hash: string | null;
};

/** Names are looked up for what is shown and stand in no entry: who is forgotten is not named any more. */
const NAMED = Prisma.sql`SELECT e.id, e.at, e.actor_kind, e.actor_id, e.action, e.object, e.result, e.reference, e.came_from, e.data, e.seq, e.hash,
  (SELECT COALESCE(u.email, u.name) FROM app_user u WHERE u.public_id = e.actor_id AND u.forgotten_at IS NULL) AS actor_name,
  COALESCE((SELECT COALESCE(u.email, u.name) FROM app_user u WHERE u.public_id = e.object AND u.forgotten_at IS NULL),
    (SELECT c.label FROM connection c WHERE c.public_id = e.object)) AS object_name`;

const toRecord = (row: Row): AuditRecord => ({
  id: String(row.id),
  at: row.at,
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  actorName: row.actor_name,
  action: row.action,
  object: row.object,
  objectName: row.object_name,
  result: row.result,
  reference: row.reference,
  cameFrom: row.came_from,
  data: row.data ?? {},
  seq: row.seq === null ? null : String(row.seq),
  hash: row.hash,
});

/** What the statement of a page is; a test reads its plan. */
export function auditPage(filter: AuditFilter, start: Parameters<AuditReads["page"]>[1], limit: number): Prisma.Sql {
  const newer = start?.towards === "newer";
  const from =
    start &&
    Prisma.sql`AND (e.at, e.id) ${newer ? Prisma.sql`>` : Prisma.sql`<`} (${start.at}::timestamptz, ${start.id}::bigint)`;
  const way = newer ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`
    WITH e AS MATERIALIZED (
      SELECT * FROM audit_event e WHERE ${matching(filter)} ${from ?? Prisma.empty} ORDER BY e.at ${way}, e.id ${way} LIMIT ${limit + 1}
    ) ${NAMED} FROM e ORDER BY e.at ${way}, e.id ${way}`;
}

/** What is written in the audit, as admins read it. */
export function auditReads(db: Db): AuditReads {
  return {
    async page(filter, start, limit) {
      const rows = (await db.$queryRaw<Row[]>(auditPage(filter, start, limit))).map(toRecord);
      const more = rows.length > limit;
      const found = rows.slice(0, limit);
      if (start?.towards === "newer") return { rows: found.reverse(), newer: more, older: true };
      return { rows: found, newer: start !== null, older: more };
    },

    async ofPerson(personId, limit) {
      const rows = await db.$queryRaw<Row[]>`
        WITH e AS MATERIALIZED (
          (SELECT * FROM audit_event WHERE actor_id = ${personId} ORDER BY at DESC, id DESC LIMIT ${limit})
          UNION (SELECT * FROM audit_event WHERE object = ${personId} ORDER BY at DESC, id DESC LIMIT ${limit})
        ) ${NAMED} FROM e ORDER BY e.at DESC, e.id DESC LIMIT ${limit}`;
      return rows.map(toRecord);
    },

    async one(id) {
      const [row] = await db.$queryRaw<Row[]>`${NAMED} FROM audit_event e WHERE e.id = ${id}::bigint`;
      return row ? toRecord(row) : null;
    },

    async actions() {
      // From one name to the next by the index, instead of over every entry.
      const rows = await db.$queryRaw<{ action: string }[]>`
        WITH RECURSIVE names AS (
          (SELECT action FROM audit_event ORDER BY action LIMIT 1)
          UNION ALL SELECT (SELECT e.action FROM audit_event e WHERE e.action > names.action ORDER BY e.action LIMIT 1) FROM names
          WHERE names.action IS NOT NULL
        ) SELECT action FROM names WHERE action IS NOT NULL`;
      return rows.map(({ action }) => action);
    },

    async actorOf(text) {
      const row = await db.user.findFirst({
        where: { OR: [{ publicId: text }, { email: text.toLowerCase() }] },
        select: { publicId: true },
      });
      return row?.publicId ?? null;
    },
  };
}

function matching(filter: AuditFilter): Prisma.Sql {
  const { action, actorId, object, result, cameFrom, reference, since, until } = filter;
  const asked = [
    action === null ? null : Prisma.sql`e.action = ${action}`,
    actorId === null ? null : Prisma.sql`e.actor_id = ${actorId}`,
    object === null ? null : Prisma.sql`e.object = ${object}`,
    // Said as its index says it, so that the index is used.
    result === null
      ? null
      : result === "done"
        ? Prisma.sql`e.result = 'done'`
        : Prisma.sql`(e.result = ${result} AND e.result <> 'done')`,
    cameFrom === null ? null : Prisma.sql`e.came_from = ${cameFrom}`,
    reference === null ? null : Prisma.sql`e.reference = ${reference}`,
    since === null ? null : Prisma.sql`e.at >= ${since}::timestamptz`,
    until === null ? null : Prisma.sql`e.at < ${until}::timestamptz`,
  ].filter((each) => each !== null);
  return asked.length === 0 ? Prisma.sql`true` : Prisma.join(asked, " AND ");
}
