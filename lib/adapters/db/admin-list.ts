import type { AdminConnection, AdminCount, AdminFilter, AdminReads, AdminSort, PageStart } from "../../core/ports/admin";
import { Prisma } from "./generated/client";
import { readRegistrations } from "./list-cells";
import { type Place, readCursor, writeCursor } from "./list-cursor";
import { countOf, keysOf, orderOf, rowsOf, type Walk, widthOf } from "./list-keys";
import { type Question, understand } from "./list-question";
import type { Db } from "./open";
import { COLUMNS, type ConnectionRow, toConnection } from "./rows";
import { readStateCounts } from "./state-counts";

type Row = ConnectionRow & { owner_name: string; owner_email: string | null };

export const OWNER = Prisma.sql`, o.name AS owner_name, o.email AS owner_email`;

/** What everything about a connection stands in, and nothing sealed is read from. */
export const JOINED = Prisma.sql`connection c JOIN credential k ON k.connection_id = c.id
  JOIN app_user o ON o.id = c.owner_id JOIN client_registration r ON r.id = c.registration_id`;

export const toAdminConnection = (row: Row): AdminConnection => ({
  connection: toConnection(row),
  owner: { id: row.owner_id, name: row.owner_name, email: row.owner_email },
});

type Found = { readonly row: AdminConnection; readonly place: Place };

/** So many at once for a file or a job: few enough for memory, many enough for speed. */
const CHUNK = 500;

/** All connections in every order, page by page, and all that match, chunk by chunk. */
export function adminList(db: Db): Pick<AdminReads, "page" | "count" | "stream" | "owner"> {
  return {
    async page(filter, sort, start, limit) {
      const question = await understand(db, await readRegistrations(db), filter, sort.by);
      const from = start && readCursor(sort.by, start.cursor);
      if (start?.side !== "before" || from === null) return pageAfter(db, question, { sort, from }, limit, start);
      const back = await readRows(db, question, { sort: reversed(sort), from }, limit + 1);
      // Going back ends at the very first page, which is full.
      if (back.length <= limit) return pageAfter(db, question, { sort, from: null }, limit, null);
      const found = back.slice(0, limit).reverse();
      return { ...toPage(found), before: cursorOf(sort, found.at(0)), after: cursorOf(sort, found.at(-1)) };
    },

    async count(filter, most) {
      const registrations = await readRegistrations(db);
      const question = await understand(db, registrations, filter, null);
      if (question.isCounted) return countedOf(db, question, filter);
      const [row] = await db.$queryRaw<{ count: number }[]>(countOf(question, most + 1));
      const count = row?.count ?? 0;
      return count <= most ? { count, exact: true } : { count: Math.max(count, await estimate(db, question)), exact: false };
    },

    async *stream(filter, sort, chunk = CHUNK) {
      const question = await understand(db, await readRegistrations(db), filter, sort.by);
      for (let from: Place | null = null, found: readonly Found[] = []; ; from = found.at(-1)?.place ?? null) {
        found = await readRows(db, question, { sort, from }, chunk);
        if (found.length > 0) yield found.map(({ row }) => row);
        if (found.length < chunk) return;
      }
    },

    async owner(id) {
      const row = await db.user.findUnique({ where: { publicId: id }, select: { publicId: true, name: true, email: true } });
      return row && { id: row.publicId, name: row.name, email: row.email };
    },
  };
}

async function pageAfter(db: Db, question: Question, walk: Walk, limit: number, start: PageStart | null) {
  const read = await readRows(db, question, walk, limit + 1);
  const found = read.slice(0, limit);
  // What a page starts from stands before it, whether it is there still or not.
  const before = walk.from === null ? null : (cursorOf(walk.sort, found.at(0)) ?? start?.cursor ?? null);
  return { ...toPage(found), before, after: read.length > limit ? cursorOf(walk.sort, found.at(-1)) : null };
}

const toPage = (found: readonly Found[]) => ({ rows: found.map(({ row }) => row) });

const cursorOf = ({ by }: AdminSort, found: Found | undefined): string | null => (found ? writeCursor(by, found.place) : null);

const reversed = ({ by, direction }: AdminSort): AdminSort => ({ by, direction: direction === "asc" ? "desc" : "asc" });

/** The keys first, by an index alone, and only of these the rows with everything about them: in one statement, at one moment. */
async function readRows(db: Db, question: Question, walk: Walk, limit: number): Promise<readonly Found[]> {
  const rows = await db.$queryRaw<(Row & { place: Place })[]>(rowsQuery(question, walk, limit));
  return rows.map((row) => ({ row: toAdminConnection(row), place: row.place }));
}

export function rowsQuery(question: Question, walk: Walk, limit: number): Prisma.Sql {
  const width = widthOf(walk.sort.by);
  const place = Prisma.raw(Array.from({ length: width }, (_, index) => `k${index + 1}::text`).join(", "));
  return Prisma.sql`
    WITH keys AS MATERIALIZED (${keysOf(question, walk, limit)})
    SELECT ${COLUMNS}${OWNER}, ARRAY[${place}] AS place
    FROM keys JOIN ${JOINED} ON c.id = keys.connection_id ORDER BY ${orderOf(walk.sort)}`;
}

async function countedOf(db: Db, { cells }: Question, { isTest }: AdminFilter): Promise<AdminCount> {
  const asked = new Set(cells.map(({ registration, own }) => `${registration} ${own}`));
  const counts = await readStateCounts(db);
  const count = counts
    .filter((each) => asked.has(`${each.registration} ${each.own}`) && (isTest === null || isTest === each.isTest))
    .reduce((sum, { n }) => sum + n, 0);
  return { count, exact: true };
}

type Plan = readonly { readonly Plan: { readonly "Plan Rows": number } }[];

/** What the planner thinks, from what it knows of how values are spread: about right, for nearly nothing. */
async function estimate(db: Db, question: Question): Promise<number> {
  const [row] = await db.$queryRaw<{ "QUERY PLAN": Plan }[]>`EXPLAIN (FORMAT JSON) ${rowsOf(question)}`;
  return row?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
}
