import type { AdminPeople, Leaving, ListedPerson, PeopleFilter } from "../../core/ports/admin-people";
import type { Role } from "../../core/roles";
import { Prisma } from "./generated/client";
import { handOvers } from "./hand-overs";
import type { Db } from "./open";
import { peopleChanges } from "./people-changes";

type Row = {
  public_id: string;
  name: string;
  email: string | null;
  role: Role;
  disabled_at: Date | null;
  invited_until: Date | null;
  forgotten_at: Date | null;
  created_at: Date;
  connections: number;
  sessions: number;
  last_seen_at: Date | null;
  by_service: boolean;
  leaving: Leaving | null;
  leaving_to: string | null;
};

/** Counted for those who are shown only. A session is forgotten when it ends; when somebody last signed in is kept for longer. */
const SHOWN = Prisma.sql`SELECT u.public_id, u.name, u.email, u.role::text AS role, u.disabled_at, u.invited_until, u.forgotten_at, u.created_at, u.leaving,
  (SELECT count(*) FROM connection c WHERE c.owner_id = u.id AND c.status NOT IN ('REVOKING', 'REVOKED'))::int AS connections,
  (SELECT count(*) FROM session s WHERE s.user_id = u.id AND s.expires_at > now())::int AS sessions,
  greatest((SELECT max(s.last_seen_at) FROM session s WHERE s.user_id = u.id), (SELECT max(d.seen_at) FROM known_device d WHERE d.user_id = u.id)) AS last_seen_at,
  EXISTS (SELECT FROM sign_in_account a WHERE a.user_id = u.id) AS by_service,
  (SELECT COALESCE(h.email, h.name) FROM app_user h WHERE h.id = u.leaving_to) AS leaving_to`;

const toListed = (row: Row): ListedPerson => ({
  id: row.public_id,
  name: row.name,
  email: row.email,
  role: row.role,
  disabledAt: row.disabled_at,
  invitedUntil: row.invited_until,
  createdAt: row.created_at,
  forgotten: row.forgotten_at !== null,
  connections: row.connections,
  sessions: row.sessions,
  lastSeenAt: row.last_seen_at,
  bySignInService: row.by_service,
  leaving: row.leaving,
  leavingTo: row.leaving_to,
});

/** What the statement of a page is; a test reads its plan. */
export function peoplePage(filter: PeopleFilter, start: Parameters<AdminPeople["page"]>[1], limit: number): Prisma.Sql {
  const newer = start?.towards === "newer";
  const from =
    start &&
    Prisma.sql`AND u.id ${newer ? Prisma.sql`>` : Prisma.sql`<`} (SELECT id FROM app_user WHERE public_id = ${start.from})`;
  const way = newer ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`
    WITH u AS MATERIALIZED (
      SELECT * FROM app_user u WHERE ${matching(filter)} ${from ?? Prisma.empty} ORDER BY u.id ${way} LIMIT ${limit + 1}
    ) ${SHOWN} FROM u ORDER BY u.id ${way}`;
}

/** People in PostgreSQL as admins see and change them, newest first. */
export function adminPeople(db: Db): AdminPeople {
  return {
    ...peopleChanges(db),
    ...handOvers(db),

    async page(filter, start, limit) {
      const rows = (await db.$queryRaw<Row[]>(peoplePage(filter, start, limit))).map(toListed);
      const more = rows.length > limit;
      const found = rows.slice(0, limit);
      if (start?.towards === "newer") return { rows: found.reverse(), newer: more, older: true };
      return { rows: found, newer: start !== null, older: more };
    },

    async count(filter, most) {
      const [row] = await db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM (SELECT 1 FROM app_user u WHERE ${matching(filter)} LIMIT ${most}) AS found`;
      return row?.count ?? 0;
    },

    async one(id) {
      const [row] = await db.$queryRaw<Row[]>`${SHOWN} FROM app_user u WHERE u.public_id = ${id}`;
      return row ? toListed(row) : null;
    },

    async heir(email) {
      const row = await db.user.findFirst({
        where: { email: email.trim().toLowerCase(), disabledAt: null, invitedUntil: null },
        select: { publicId: true, name: true },
      });
      return row && { id: row.publicId, name: row.name };
    },
  };
}

function matching({ role, state, search }: PeopleFilter): Prisma.Sql {
  const asked = [
    role === null ? null : Prisma.sql`u.role = ${role}::"Role"`,
    state === null ? null : STATES[state],
    search === null ? null : Prisma.sql`u.id IN (${beginningWith(search)})`,
  ].filter((each) => each !== null);
  return asked.length === 0 ? Prisma.sql`true` : Prisma.join(asked, " AND ");
}

const STATES = {
  in: Prisma.sql`u.disabled_at IS NULL AND u.invited_until IS NULL`,
  invited: Prisma.sql`u.disabled_at IS NULL AND u.invited_until IS NOT NULL`,
  deactivated: Prisma.sql`u.disabled_at IS NOT NULL`,
} as const;

/** Name and address have an index each. Both sides are put in lower case by the database, whose idea of it the indexes have. */
function beginningWith(search: string): Prisma.Sql {
  const begins = Prisma.sql`LIKE lower(${`${search.replace(/[\\%_]/g, "\\$&")}%`})`;
  return Prisma.sql`SELECT id FROM app_user WHERE lower(email) ${begins} UNION SELECT id FROM app_user WHERE lower(name) ${begins}
    UNION SELECT id FROM app_user WHERE public_id = ${search}`;
}
