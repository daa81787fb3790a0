import type { AdminConnection, AdminFilter, AdminReads } from "../../core/ports/admin";
import { Prisma } from "./generated/client";
import type { Db } from "./open";
import { COLUMNS, type ConnectionRow, toConnection } from "./rows";
import { stateColumns } from "./state-columns";

type Row = ConnectionRow & { owner_name: string; owner_email: string | null };

export const OWNER = Prisma.sql`, o.name AS owner_name, o.email AS owner_email`;

/** What everything about a connection stands in, and nothing sealed is read from. */
export const JOINED = Prisma.sql`connection c JOIN credential k ON k.connection_id = c.id
  JOIN app_user o ON o.id = c.owner_id JOIN client_registration r ON r.id = c.registration_id`;

export const toAdminConnection = (row: Row): AdminConnection => ({
  connection: toConnection(row),
  owner: { id: row.owner_id, name: row.owner_name, email: row.owner_email },
});

/**
 * All connections in the order in which they were made, newest first. A page begins where another
 * ended and not after so many rows: what comes or goes meanwhile moves nothing out of sight, and the
 * thousandth page costs what the first one does.
 */
export function adminList(db: Db): Pick<AdminReads, "page" | "count" | "owner"> {
  return {
    async page(derive, filter, start, limit) {
      const newer = start?.towards === "newer";
      const from =
        start &&
        Prisma.sql`AND c.id ${newer ? Prisma.sql`>` : Prisma.sql`<`} (SELECT id FROM connection WHERE public_id = ${start.from})`;
      const rows = await db.$queryRaw<Row[]>`
        SELECT ${COLUMNS}${OWNER} FROM ${JOINED} ${stateColumns(derive)} WHERE ${matching(filter)} ${from ?? Prisma.empty}
        ORDER BY c.id ${newer ? Prisma.sql`ASC` : Prisma.sql`DESC`} LIMIT ${limit + 1}`;
      const found = rows.slice(0, limit).map(toAdminConnection);
      const more = rows.length > limit;
      // The connection that a page starts from stands on its other side.
      return newer ? { rows: found.reverse(), newer: more, older: true } : { rows: found, newer: start !== null, older: more };
    },

    async count(derive, filter, most) {
      const [row] = await db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM (SELECT 1 FROM ${JOINED} ${stateColumns(derive)} WHERE ${matching(filter)} LIMIT ${most}) AS found`;
      return row?.count ?? 0;
    },

    async owner(id) {
      const row = await db.user.findUnique({ where: { publicId: id }, select: { publicId: true, name: true, email: true } });
      return row && { id: row.publicId, name: row.name, email: row.email };
    },
  };
}

function matching({ condition, providerId, environmentId, ownerId, search }: AdminFilter): Prisma.Sql {
  const asked = [
    condition === null ? null : Prisma.sql`s.condition = ${condition}`,
    providerId === null ? null : Prisma.sql`c.provider_id = ${providerId}`,
    environmentId === null ? null : Prisma.sql`c.environment_id = ${environmentId}`,
    ownerId === null ? null : Prisma.sql`c.owner_id = (SELECT id FROM app_user WHERE public_id = ${ownerId})`,
    search === null ? null : Prisma.sql`c.id IN (${beginningWith(search)})`,
  ].filter((each) => each !== null);
  return asked.length === 0 ? Prisma.sql`true` : Prisma.join(asked, " AND ");
}

/**
 * Each kind of name has an index of its own; a search over all of them at once could use none. Both
 * sides are put in lower case by the database, whose idea of it the indexes have.
 */
function beginningWith(search: string): Prisma.Sql {
  const begins = Prisma.sql`LIKE lower(${`${search.replace(/[\\%_]/g, "\\$&")}%`})`;
  const reference = search.toUpperCase();
  return Prisma.sql`
    SELECT id FROM connection WHERE lower(label) ${begins}
    UNION SELECT id FROM connection WHERE lower(account_name) ${begins}
    UNION SELECT id FROM connection WHERE lower(public_id) ${begins}
    UNION SELECT w.id FROM connection w JOIN app_user u ON u.id = w.owner_id WHERE lower(u.email) ${begins}
    UNION SELECT connection_id FROM refresh_attempt WHERE reference = ${reference} AND error_class IS NOT NULL
    UNION SELECT w.id FROM connection w JOIN audit_event a ON a.object = w.public_id WHERE a.reference = ${reference}`;
}
