import type { ConnectionStatus } from "../../core/connections/connection";
import { type BulkConnections, type FactGroup, type ItemFacts, LOOKED_AT } from "../../core/ports/jobs";
import { matching } from "./admin-matching";
import { Prisma } from "./generated/client";
import { cellNames, readRegistrations } from "./list-cells";
import type { Db } from "./open";

type FactRow = {
  status: ConnectionStatus;
  has_refresh: boolean;
  needs_seller: boolean;
  rests: ItemFacts["rests"];
  is_asked: boolean;
};
type Place = { registration_id: string; provider_id: string; environment_id: string; count: number };
type KeptRow = Place & { own_state: string; rests: ItemFacts["rests"] };

const RESTS = Prisma.sql`CASE WHEN r.renewals_paused_at IS NOT NULL THEN 'off' WHEN r.trouble IS NOT NULL THEN 'trouble' END AS rests`;
const PLACE = Prisma.sql`r.public_id AS registration_id, r.provider_id, r.environment_id`;

/**
 * Facts about connections of `s` (`connection_state`, or a part of it). Each row is looked up by its key: a planner that
 * joined whole tables would read all connections for the sake of a few.
 */
const looked = (s: Prisma.Sql, more: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT ${more}, c.status::text AS status, k.has_refresh, s.own_state IN ('reconnect', 'ends_soon', 'partial') AS needs_seller, ${RESTS},
    EXISTS (SELECT FROM notice n WHERE n.connection_id = s.connection_id AND n.kind = 'asked' AND n.closed_at IS NULL) AS is_asked
  FROM ${s} AS s JOIN client_registration r ON r.id = s.registration_id
  CROSS JOIN LATERAL (SELECT public_id, status FROM connection WHERE id = s.connection_id OFFSET 0) AS c
  CROSS JOIN LATERAL (SELECT has_refresh FROM credential WHERE connection_id = s.connection_id OFFSET 0) AS k`;

const withKeys = (keys: readonly string[]): Prisma.Sql => Prisma.sql`(
  SELECT t.* FROM connection picked JOIN connection_state t ON t.connection_id = picked.id WHERE picked.public_id = ANY(${[...keys]}) OFFSET 0)`;

/** What decides about an act, for one connection or for all that are picked. */
export const bulkFacts = (db: Db): Pick<BulkConnections, "cells" | "groups" | "facts"> => ({
  cells: async (filter) => cellNames(await readRegistrations(db), filter),

  async groups(picked) {
    if ("ids" in picked) return exactGroups(db, withKeys(picked.ids));
    const where = await matching(db, picked.filter);
    const kept = await db.$queryRaw<KeptRow[]>`
      SELECT ${PLACE}, ${RESTS}, s.own_state, s.count FROM (
        SELECT s.registration_id AS id, s.own_state, count(*)::int AS count FROM connection_state s WHERE ${where} GROUP BY 1, 2) AS s
      JOIN client_registration r ON r.id = s.id`;
    const total = kept.reduce((sum, { count }) => sum + count, 0);
    if (total > LOOKED_AT) return kept.map(groupOfState);
    return exactGroups(db, Prisma.sql`(SELECT s.* FROM connection_state s WHERE ${where} OFFSET 0)`);
  },

  async facts(keys) {
    const rows = await db.$queryRaw<(FactRow & { key: string })[]>`${looked(withKeys(keys), Prisma.sql`c.public_id AS key`)}`;
    return new Map(rows.map(({ key, ...facts }) => [key, toFacts(facts)]));
  },
});

async function exactGroups(db: Db, s: Prisma.Sql): Promise<readonly FactGroup[]> {
  const rows = await db.$queryRaw<(Place & FactRow)[]>`
    SELECT *, count(*)::int AS count FROM (${looked(s, PLACE)}) AS each GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;
  return rows.map((row) => ({ ...toPlace(row), ...toFacts(row) }));
}

const STATUS: Readonly<Record<string, ConnectionStatus>> = {
  reconnect: "NEEDS_REAUTH",
  paused: "PAUSED",
  disconnected: "REVOKED",
};

/** What the kept state says: nearly everything, but for a paused connection whose permission ends as well, and such. */
const groupOfState = ({ own_state, rests, ...place }: KeptRow): FactGroup => ({
  ...toPlace(place),
  status: STATUS[own_state] ?? "ACTIVE",
  hasRefresh: true,
  needsSeller: own_state === "reconnect" || own_state === "ends_soon" || own_state === "partial",
  rests,
  isAsked: false,
});

const toPlace = ({ registration_id, provider_id, environment_id, count }: Place) => ({
  registrationId: registration_id,
  providerId: provider_id,
  environmentId: environment_id,
  count,
});

const toFacts = (row: FactRow): ItemFacts => ({
  status: row.status,
  hasRefresh: row.has_refresh,
  needsSeller: row.needs_seller,
  rests: row.rests,
  isAsked: row.is_asked,
});
