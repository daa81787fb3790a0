import type { ActivityReads, ActivityRecord } from "../../core/ports/activity";
import type { ActorKind } from "../../core/ports/history";
import { Prisma } from "./generated/client";
import type { Db } from "./open";

type Row = {
  readonly id: bigint;
  readonly at: Date;
  readonly type: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly data: ActivityRecord["data"] | null;
  readonly reference: string | null;
  readonly connection_id: string;
  readonly label: string;
  readonly provider_id: string;
  readonly environment_id: string;
  readonly account_name: string | null;
};

/**
 * Histories of a person's connections. Each connection gives its own newest lines by its index, and the newest of
 * those are the page: so no page looks through what other people's connections have been doing.
 */
export const activityReads = (db: Db): ActivityReads => ({
  async page(ownerId, { connectionId, kind, from, until, before, limit }) {
    const wanted = Prisma.join(
      [
        Prisma.sql`e.connection_id = c.id`,
        ...(before === null ? [] : [Prisma.sql`e.id < ${BigInt(before)}`]),
        ...(from === null ? [] : [Prisma.sql`e.at >= ${from}`]),
        ...(until === null ? [] : [Prisma.sql`e.at < ${until}`]),
        ...(kind === null ? [] : [Prisma.sql`(split_part(e.type, '.', 1) = ANY(${[...kind.heads]})) = ${!kind.others}`]),
      ],
      " AND ",
    );
    const whose = connectionId === null ? Prisma.empty : Prisma.sql`AND c.public_id = ${connectionId}`;
    const rows = await db.$queryRaw<Row[]>`
      SELECT newest.id, newest.at, newest.type, newest.actor_kind, newest.actor_id, newest.data, newest.reference,
        c.public_id AS connection_id, c.label, c.provider_id, c.environment_id, c.account_name
      FROM connection c JOIN app_user o ON o.id = c.owner_id
      CROSS JOIN LATERAL (SELECT e.* FROM connection_event e WHERE ${wanted} ORDER BY e.id DESC LIMIT ${limit}) AS newest
      WHERE o.public_id = ${ownerId} ${whose} ORDER BY newest.id DESC LIMIT ${limit}`;
    return rows.map(toActivity);
  },
});

const toActivity = (row: Row): ActivityRecord => ({
  id: String(row.id),
  at: row.at,
  type: row.type,
  actorKind: row.actor_kind as ActorKind,
  actorId: row.actor_id,
  data: row.data ?? {},
  reference: row.reference,
  connection: {
    id: row.connection_id,
    label: row.label,
    providerId: row.provider_id,
    environmentId: row.environment_id,
    accountName: row.account_name,
  },
});
