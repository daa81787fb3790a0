import type { AdminSort, AdminSortKey } from "../../core/ports/admin";
import { Prisma } from "./generated/client";
import type { Cell } from "./list-cells";
import type { Place } from "./list-cursor";
import type { Question } from "./list-question";

type Part = { readonly column: string; readonly type: "int" | "timestamptz" | "text" | "bigint" };

const ID: Part = { column: "s.connection_id", type: "bigint" };
/** What each order goes by after the rank, which only `urgency` has. Every list of them is the end of an index. */
const PARTS: Readonly<Record<AdminSortKey, readonly Part[]>> = {
  urgency: [{ column: "s.urgent_at", type: "timestamptz" }, { column: "s.label", type: "text" }, ID],
  newest: [ID],
  label: [{ column: "s.label", type: "text" }, ID],
  ends: [{ column: "s.ends_key", type: "timestamptz" }, ID],
  since: [{ column: "s.since", type: "timestamptz" }, ID],
};

/** In which order keys come, and from where on. */
export type Walk = { readonly sort: AdminSort; readonly from: Place | null };

/** How many columns `k1`, `k2`, ... the keys of an order have. */
export const widthOf = (by: AdminSortKey): number => PARTS[by].length + (by === "urgency" ? 1 : 0);

/** `k1 DESC, k2 DESC`, ... */
export const orderOf = ({ by, direction }: AdminSort): Prisma.Sql =>
  Prisma.raw(Array.from({ length: widthOf(by) }, (_, index) => `k${index + 1} ${direction}`).join(", "));

/**
 * The keys of the next rows in an order: `connection_id` and what they are sorted by, as `k1`, `k2`, ...
 *
 * A page begins at a place in the order and not after so many rows, so the thousandth costs what the first does.
 */
export function keysOf(question: Question, walk: Walk, limit: number): Prisma.Sql {
  if (question.by === "cells") return merged(frontsOf(question, walk, limit, Prisma.sql`true`), walk, limit);
  if (question.by === "all") return scanOf(question, walk, limit, Prisma.sql`true`);
  // Each way of being found by itself, so that each has an index. A row that is found twice is the same row.
  const ways = question.ways.map(({ condition, isLabel }) =>
    isLabel && question.needsCells
      ? Prisma.sql`(${merged(frontsOf(question, walk, limit, condition), walk, limit)})`
      : Prisma.sql`(${scanOf(question, walk, limit, condition)})`,
  );
  return merged(Prisma.join(ways, " UNION "), walk, limit);
}

const merged = (keys: Prisma.Sql, { sort }: Walk, limit: number): Prisma.Sql =>
  Prisma.sql`SELECT * FROM (${keys}) AS every ORDER BY ${orderOf(sort)} LIMIT ${limit}`;

/** One scan in the order. */
function scanOf({ needsCells, cells, rest }: Question, { sort, from }: Walk, limit: number, where: Prisma.Sql): Prisma.Sql {
  const rank: readonly Part[] = sort.by === "urgency" ? [{ column: needsCells ? "cell.rank" : "s.urgency", type: "int" }] : [];
  const parts = [...rank, ...PARTS[sort.by]];
  const joined = needsCells
    ? Prisma.sql`JOIN ${recordset(cells)} ON cell.registration = s.registration_id AND cell.own = s.own_state`
    : Prisma.empty;
  return Prisma.sql`
    SELECT s.connection_id, ${named(parts)} FROM connection_state s ${joined}
    WHERE ${where} AND ${rest} AND ${beyond(parts, from, sort)} ORDER BY ${ordered(parts, sort)} LIMIT ${limit}`;
}

/** The front of each cell: as many index scans as there are cells, each as long as a page at most. */
function frontsOf(question: Question, { sort, from }: Walk, limit: number, where: Prisma.Sql): Prisma.Sql {
  const parts = PARTS[sort.by];
  const groups = grouped(question);
  const columns = sort.by === "urgency" ? Prisma.sql`cell.rank AS k1, ${named(parts, 2)}` : named(parts);
  const fronts = (cells: readonly Group[], place: Place | null): Prisma.Sql => Prisma.sql`
    SELECT front.* FROM ${recordset(cells)} CROSS JOIN LATERAL (
      SELECT s.connection_id, ${columns} FROM connection_state s
      WHERE ${inCell(question, groups)} AND ${where} AND ${question.rest} AND ${beyond(parts, place, sort)}
      ORDER BY ${ordered(parts, sort)} LIMIT ${limit}) AS front`;
  if (sort.by !== "urgency" || from === null) return fronts(groups, from);
  // Of the rank that a page begins in, what comes after its first row; of the later ranks, everything.
  const [first = "0", ...place] = from;
  const start = Number(first);
  const same = groups.filter(({ rank }) => rank === start);
  const later = groups.filter(({ rank }) => (sort.direction === "asc" ? rank > start : rank < start));
  return Prisma.sql`${fronts(same, place)} UNION ALL ${fronts(later, null)}`;
}

/** How many match, counted up to `most`. */
export function countOf(question: Question, most: number): Prisma.Sql {
  if (question.by !== "cells") return Prisma.sql`SELECT count(*)::int AS count FROM (${rowsOf(question)} LIMIT ${most}) AS found`;
  const groups = grouped(question);
  return Prisma.sql`
    SELECT count(*)::int AS count FROM (
      SELECT FROM ${recordset(groups)}
      CROSS JOIN LATERAL (SELECT FROM connection_state s WHERE ${inCell(question, groups)} AND ${question.rest} LIMIT ${most}) AS found
      LIMIT ${most}) AS all_found`;
}

/** Every row of a question, for the planner to say about how many that are. */
export const rowsOf = (question: Question): Prisma.Sql =>
  Prisma.sql`SELECT FROM connection_state s WHERE ${conditionOn(question)}`;

/** A question as one condition over `s`, where it is not about an order. */
export function conditionOn({ cells, needsCells, shared, ways, rest }: Question): Prisma.Sql {
  const inCells = needsCells
    ? Prisma.sql`(s.registration_id, s.own_state) IN (SELECT cell.registration, cell.own FROM ${recordset(cells)})`
    : Prisma.sql`true`;
  const inWays =
    ways.length === 0
      ? Prisma.sql`true`
      : Prisma.sql`(${Prisma.join(
          ways.map(({ condition }) => condition),
          " OR ",
        )})`;
  return Prisma.sql`${inCells} AND ${shared ?? Prisma.sql`true`} AND ${inWays} AND ${rest}`;
}

type Group = Cell & { readonly among: readonly bigint[] };

/** By registration each cell is one; by a person or a reason, those of all registrations that stand alike are. */
function grouped({ cells, shared }: Question): readonly Group[] {
  if (shared === null) return cells.map((cell) => ({ ...cell, among: [cell.registration] }));
  const groups = new Map<string, Group>();
  for (const cell of cells) {
    const name = `${cell.own} ${cell.rank}`;
    groups.set(name, { ...cell, among: [...(groups.get(name)?.among ?? []), cell.registration] });
  }
  return [...groups.values()];
}

function inCell({ shared, registrations }: Question, groups: readonly Group[]): Prisma.Sql {
  if (shared === null) return Prisma.sql`s.registration_id = cell.registration AND s.own_state = cell.own`;
  const isAll = groups.every(({ among }) => among.length === registrations);
  return isAll
    ? Prisma.sql`${shared} AND s.own_state = cell.own`
    : Prisma.sql`${shared} AND s.own_state = cell.own AND s.registration_id = ANY(cell.among::bigint[])`;
}

/** As arrays, because the planner counts them. */
function recordset(cells: readonly (Cell & { readonly among?: readonly bigint[] })[]): Prisma.Sql {
  const registrations = cells.map(({ registration }) => registration);
  const among = cells.map((cell) => `{${cell.among?.join(",") ?? ""}}`);
  return Prisma.sql`unnest(${registrations}::bigint[], ${cells.map(({ own }) => own)}::text[], ${cells.map(({ rank }) => rank)}::int[],
    ${among}::text[]) AS cell(registration, own, rank, among)`;
}

const named = (parts: readonly Part[], first = 1): Prisma.Sql =>
  Prisma.raw(parts.map(({ column }, index) => `${column} AS k${index + first}`).join(", "));

const ordered = (parts: readonly Part[], { direction }: AdminSort): Prisma.Sql =>
  Prisma.raw(parts.map(({ column }) => `${column} ${direction}`).join(", "));

/** Everything after a place, as one comparison that an index can begin at. */
function beyond(parts: readonly Part[], from: Place | null, { direction }: AdminSort): Prisma.Sql {
  if (from === null) return Prisma.sql`true`;
  const columns = Prisma.raw(parts.map(({ column }) => column).join(", "));
  const values = parts.map(({ type }, index) => Prisma.sql`${from[index] ?? ""}::${Prisma.raw(type)}`);
  return Prisma.sql`(${columns}) ${Prisma.raw(direction === "asc" ? ">" : "<")} (${Prisma.join(values)})`;
}
