import type { ConnectionRepository } from "../../core/ports/connections";
import type { ActorKind } from "../../core/ports/history";
import { isUnknownZone } from "./conflict";
import { Prisma } from "./generated/client";
import type { Db } from "./open";
import { ASKED, readConnection, readConnections } from "./rows";

type Reads = Pick<
  ConnectionRepository,
  "listOfOwner" | "ofOwner" | "byId" | "liveByAccount" | "labelTaken" | "whoLast" | "dayCounts" | "sinceRefresh"
>;

/** Reading connections. No method of this file loads a sealed token set. */
export function connectionReads(db: Db): Reads {
  return {
    listOfOwner: (ownerId) => readConnections(db, Prisma.sql`o.public_id = ${ownerId}`),
    ofOwner: (ownerId, id) => readConnection(db, Prisma.sql`c.public_id = ${id} AND o.public_id = ${ownerId}`, ASKED),
    byId: (id) => readConnection(db, Prisma.sql`c.public_id = ${id}`),

    liveByAccount: ({ providerId, environmentId, accountIssuer, accountKey }) =>
      readConnection(
        db,
        Prisma.sql`c.provider_id = ${providerId} AND c.environment_id = ${environmentId} AND c.account_issuer = ${accountIssuer}
          AND c.account_key = ${accountKey} AND c.status <> 'REVOKED'`,
      ),

    async labelTaken(ownerId, label, exceptId) {
      const [row] = await db.$queryRaw<{ taken: boolean }[]>`
        SELECT EXISTS (
          SELECT 1 FROM connection c JOIN app_user u ON u.id = c.owner_id
          WHERE u.public_id = ${ownerId} AND lower(c.label) = lower(${label}) AND c.status <> 'REVOKED' AND c.public_id <> ${exceptId ?? ""}
        ) AS taken`;
      return row?.taken ?? false;
    },

    async whoLast(id, act) {
      const [row] = await db.$queryRaw<{ actorKind: ActorKind }[]>`
        SELECT e.actor_kind AS "actorKind" FROM connection_event e JOIN connection c ON c.id = e.connection_id
        WHERE c.public_id = ${id} AND e.type = ${act} ORDER BY e.id DESC LIMIT 1`;
      return row?.actorKind ?? null;
    },

    async dayCounts(id, timeZone, days) {
      const counted = (zone: string) => db.$queryRaw<{ date: string; committed: number; failed: number }[]>`
        SELECT to_char(date_trunc('day', r.started_at AT TIME ZONE ${zone}), 'YYYY-MM-DD') AS date,
          count(*) FILTER (WHERE r.state = 'COMMITTED')::int AS committed,
          count(*) FILTER (WHERE r.state IN ('FAILED', 'UNKNOWN'))::int AS failed
        FROM refresh_attempt r JOIN connection c ON c.id = r.connection_id
        WHERE c.public_id = ${id} AND r.started_at > now() - ${days + 1} * interval '1 day'
        GROUP BY 1 ORDER BY 1`;
      // Browsers and databases know different names: a day that is cut elsewhere is better than no page.
      return counted(timeZone).catch((error: unknown) => (isUnknownZone(error) ? counted("UTC") : Promise.reject(error)));
    },

    async sinceRefresh(id) {
      const [row] = await db.$queryRaw<{ asked: number | null; renewed: number | null }[]>`
        SELECT (extract(epoch FROM now() - k.last_refreshed_at) * 1000)::float8 AS renewed,
          (SELECT extract(epoch FROM now() - r.started_at) * 1000 FROM refresh_attempt r
            WHERE r.connection_id = c.id AND r.trigger IN ('seller', 'admin') ORDER BY r.id DESC LIMIT 1)::float8 AS asked
        FROM connection c JOIN credential k ON k.connection_id = c.id WHERE c.public_id = ${id}`;
      return { askedMs: row?.asked ?? null, renewedMs: row?.renewed ?? null };
    },
  };
}
