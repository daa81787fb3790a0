import { Prisma } from "./generated/client";
import type { Db } from "./open";

/** One way of being found. By its label a row is also found within a cell. */
export type Way = { readonly condition: Prisma.Sql; readonly isLabel: boolean };

/** More ids than this are looked up by the database itself, which then knows no better how many there are. */
const MOST_IDS = 1_000;
/** What every public id of a connection begins with says nothing. */
const ID_BEGINS = "con_";

/**
 * In which ways a row of `connection_state` (`s`) can be what is searched for: by the names that stand in it, and by ids of
 * what is named elsewhere, which are looked up first. Each is the condition of an index.
 */
export async function waysToFind(db: Db, search: string): Promise<readonly Way[]> {
  const pattern = `${search.replace(/[\\%_]/g, "\\$&")}%`;
  const begins = Prisma.sql`LIKE lower(${pattern})`;
  const owners = Prisma.sql`SELECT id FROM app_user WHERE lower(email) ${begins}`;
  const named = Prisma.sql`SELECT id FROM connection WHERE lower(public_id) ${begins}`;
  const reference = search.toUpperCase();
  const isId = search.length > ID_BEGINS.length && search.toLowerCase().startsWith(ID_BEGINS);
  const found = await db.$queryRaw<{ owner: boolean; id: bigint }[]>`
    (SELECT true AS owner, id FROM (${owners} LIMIT ${MOST_IDS + 1}) AS o)
    UNION ALL (SELECT false, id FROM (${isId ? named : Prisma.sql`SELECT NULL::bigint AS id WHERE false`} LIMIT ${MOST_IDS + 1}) AS n)
    UNION ALL (SELECT false, connection_id FROM refresh_attempt WHERE reference = ${reference} AND error_class IS NOT NULL LIMIT ${MOST_IDS})
    UNION ALL (SELECT false, w.id FROM audit_event a JOIN connection w ON w.public_id = a.object WHERE a.reference = ${reference} LIMIT ${MOST_IDS})
    UNION ALL (SELECT false, t.connection_id FROM audit_event a JOIN authorization_attempt t ON t.public_id = a.object WHERE a.reference = ${reference} AND t.connection_id IS NOT NULL LIMIT ${MOST_IDS})`;
  const ownerIds = found.filter(({ owner }) => owner).map(({ id }) => id);
  const ids = [...new Set(found.filter(({ owner }) => !owner).map(({ id }) => id))];
  return [
    { condition: Prisma.sql`s.label ${begins}`, isLabel: true },
    ...[
      Prisma.sql`s.account ${begins}`,
      ...(ownerIds.length === 0 ? [] : [among("owner_id", ownerIds, owners)]),
      ...(ids.length === 0 ? [] : [among("connection_id", ids, named)]),
    ].map((condition) => ({ condition, isLabel: false })),
  ];
}

const among = (column: "owner_id" | "connection_id", ids: readonly bigint[], all: Prisma.Sql): Prisma.Sql =>
  ids.length > MOST_IDS
    ? Prisma.sql`s.${Prisma.raw(column)} IN (${all})`
    : Prisma.sql`s.${Prisma.raw(column)} = ANY(${[...ids]})`;
