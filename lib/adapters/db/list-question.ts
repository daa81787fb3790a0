import { OWN_STATES } from "../../core/connections/own-state";
import type { AdminFilter, AdminSortKey } from "../../core/ports/admin";
import { Prisma } from "./generated/client";
import { type Cell, cellsOf, isMixed, isSpecial, type Registration } from "./list-cells";
import { type Way, waysToFind } from "./list-search";
import type { Db } from "./open";

/** A filter in the terms of `connection_state` (`s`). */
export type Question = {
  /**
   * Where rows are looked for. `all`: over everything, in the order of an index. `cells`: at the front of each cell, by
   * the index of that order. `search`: in each of the `ways`; the planner weighs its index against the order.
   */
  readonly by: "all" | "cells" | "search";
  readonly cells: readonly Cell[];
  /** The cells leave something out, or are in another order than their own states. */
  readonly needsCells: boolean;
  /** A column that all cells share, and whose indexes find them: a person's or a reason's. Null: that of the registration. */
  readonly shared: Prisma.Sql | null;
  /** How many registrations there are: a group of cells that has all of them needs not to say which. */
  readonly registrations: number;
  /** In which ways a row can be what is searched for; empty: nothing is searched for. */
  readonly ways: readonly Way[];
  /** All that neither the cells nor the ways say. */
  readonly rest: Prisma.Sql;
  /** Nothing is asked but how connections stand, and where. The counts that are kept know how many that are. */
  readonly isCounted: boolean;
};

/** @param sort null: in no order */
export async function understand(
  db: Db,
  registrations: readonly Registration[],
  filter: AdminFilter,
  sort: AdminSortKey | null,
): Promise<Question> {
  const owner = filter.ownerId && Prisma.sql`s.owner_id = (SELECT id FROM app_user WHERE public_id = ${filter.ownerId})`;
  const reason = filter.reason && Prisma.sql`s.reason = ${filter.reason}`;
  const ways = filter.search === null ? [] : await waysToFind(db, filter.search);
  const isSearch = ways.length > 0;
  const shared = isSearch ? null : owner || reason || null;
  const rest = [
    owner !== shared && owner,
    reason !== shared && reason,
    filter.endsBefore && Prisma.sql`s.ends_key < ${filter.endsBefore}::timestamptz`,
    // Of one registration all are tests, or none: to say so of each row as well would cost a look at each.
    filter.isTest !== null && registrations.some(isMixed) && Prisma.sql`s.is_test = ${filter.isTest}`,
  ].filter((each): each is Prisma.Sql => each instanceof Prisma.Sql);
  const cells = cellsOf(registrations, filter);
  const isNarrowed = cells.length < registrations.length * OWN_STATES.length;
  const needsCells = isNarrowed || (sort === "urgency" && registrations.some(isSpecial));
  return {
    by: isSearch ? "search" : needsCells || shared !== null ? "cells" : "all",
    cells,
    needsCells,
    shared,
    registrations: registrations.length,
    ways,
    rest: rest.length === 0 ? Prisma.sql`true` : Prisma.join(rest, " AND "),
    isCounted: !isSearch && !owner && !reason && filter.endsBefore === null,
  };
}
