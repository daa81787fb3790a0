import type { ConnectionRepository } from "../../core/ports/connections";
import { toEvent } from "./history";
import type { Db } from "./open";
import { toConnection, withKeeping } from "./rows";

type Reads = Pick<
  ConnectionRepository,
  "listOfOwner" | "ofOwner" | "byId" | "liveByAccount" | "labelTaken" | "events" | "dayCounts" | "sinceAskedMs"
>;

/** Reading connections. No method of this file loads a sealed token set. */
export function connectionReads(db: Db): Reads {
  return {
    async listOfOwner(ownerId) {
      const rows = await db.connection.findMany({
        where: { owner: { publicId: ownerId } },
        include: withKeeping,
        orderBy: { id: "asc" },
      });
      return rows.map(toConnection);
    },

    async ofOwner(ownerId, id) {
      const row = await db.connection.findFirst({ where: { publicId: id, owner: { publicId: ownerId } }, include: withKeeping });
      return row && toConnection(row);
    },

    async byId(id) {
      const row = await db.connection.findUnique({ where: { publicId: id }, include: withKeeping });
      return row && toConnection(row);
    },

    async liveByAccount(key) {
      const row = await db.connection.findFirst({ where: { ...key, status: { not: "REVOKED" } }, include: withKeeping });
      return row && toConnection(row);
    },

    async labelTaken(ownerId, label, exceptId) {
      const [row] = await db.$queryRaw<{ taken: boolean }[]>`
        SELECT EXISTS (
          SELECT 1 FROM connection c JOIN app_user u ON u.id = c.owner_id
          WHERE u.public_id = ${ownerId} AND lower(c.label) = lower(${label}) AND c.status <> 'REVOKED' AND c.public_id <> ${exceptId ?? ""}
        ) AS taken`;
      return row?.taken ?? false;
    },

    async events(id, before, limit) {
      const rows = await db.connectionEvent.findMany({
        where: { connection: { publicId: id }, ...(before !== null && { id: { lt: BigInt(before) } }) },
        orderBy: { id: "desc" },
        take: limit,
      });
      return rows.map(toEvent);
    },

    async dayCounts(id, timeZone, days) {
      const rows = await db.$queryRaw<{ date: string; committed: number; failed: number }[]>`
        SELECT to_char(date_trunc('day', r.started_at AT TIME ZONE ${timeZone}), 'YYYY-MM-DD') AS date,
          count(*) FILTER (WHERE r.state = 'COMMITTED')::int AS committed,
          count(*) FILTER (WHERE r.state IN ('FAILED', 'UNKNOWN'))::int AS failed
        FROM refresh_attempt r JOIN connection c ON c.id = r.connection_id
        WHERE c.public_id = ${id} AND r.started_at > now() - ${days + 1} * interval '1 day'
        GROUP BY 1 ORDER BY 1`;
      return rows;
    },

    async sinceAskedMs(id) {
      const [row] = await db.$queryRaw<{ ms: number }[]>`
        SELECT (extract(epoch FROM now() - r.started_at) * 1000)::float8 AS ms FROM refresh_attempt r JOIN connection c ON c.id = r.connection_id
        WHERE c.public_id = ${id} AND r.trigger = 'seller' ORDER BY r.id DESC LIMIT 1`;
      return row ? row.ms : null;
    },
  };
}
