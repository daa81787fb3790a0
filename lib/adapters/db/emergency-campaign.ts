import type { ConnectionStatus } from "../../core/connections/connection";
import type { EmergencyCounts, EmergencyPage, EmergencyStore } from "../../core/ports/emergency";
import { HERE, IS_ABOUT } from "./emergency-ending";
import { Prisma } from "./generated/client";
import { writeAudit } from "./history";
import type { Db } from "./open";

type Affected = {
  id: string;
  status: ConnectionStatus;
  label: string;
  provider_id: string;
  account_issuer: string;
  account_key: string | null;
  account_name: string | null;
};
type Keyed = { key: string; place: bigint };

const page = (rows: readonly Keyed[], limit: number): EmergencyPage => ({
  keys: rows.map(({ key }) => key),
  cursor: rows.length < limit ? null : String(rows.at(-1)?.place),
});

const LIVE = Prisma.sql`c.status NOT IN ('REVOKING', 'REVOKED')`;

/** Of the emergency `e`, what a seller would have to bring back: what it has ended, and what needs them there. */
const TO_BRING_BACK = Prisma.sql`(
  (c.status = 'NEEDS_REAUTH' AND ${HERE})
  OR (c.status IN ('REVOKING', 'REVOKED') AND EXISTS (
    SELECT FROM emergency_connection x WHERE x.emergency_id = e.id AND x.connection_id = c.id AND x.ended_at IS NOT NULL)))`;
/** Whose those are, after `e` and `own`: the same in two parts of which each has an index, as a look at every connection would take long. */
const SELLERS_TO_BRING_BACK = Prisma.sql`
  SELECT c.owner_id AS whose FROM e JOIN client_registration r ON ${IS_ABOUT}
  JOIN connection_state s ON s.registration_id = r.id AND s.own_state = 'reconnect' JOIN connection c ON c.id = s.connection_id
  WHERE c.status = 'NEEDS_REAUTH'
  UNION SELECT own.whose FROM own WHERE own.ended_at IS NOT NULL AND own.status IN ('REVOKING', 'REVOKED')`;
const CAN_BE_ASKED = Prisma.sql`u.disabled_at IS NULL AND u.forgotten_at IS NULL`;
const NOT_ASKED = Prisma.sql`NOT EXISTS (
  SELECT FROM emergency_connection x WHERE x.emergency_id = e.id AND x.owner_id = u.id AND x.asked_at IS NOT NULL)`;

/** The connections of an emergency, from its end to their return. */
export const emergencyCampaign = (db: Db): Pick<EmergencyStore, "counts" | "toEnd" | "toAsk" | "affected" | "ask"> => ({
  async counts(id) {
    const [row] = await db.$queryRaw<EmergencyCounts[]>`
      WITH e AS (SELECT * FROM emergency WHERE public_id = ${id}), own AS (
        SELECT x.*, c.status, c.owner_id AS whose, x.ended_at = c.disconnected_at AS is_so, c.revocation_result AS result FROM e JOIN emergency_connection x ON x.emergency_id = e.id JOIN connection c ON c.id = x.connection_id
      ), back AS (SELECT owner_id, bool_and(status = 'ACTIVE') AS all_back FROM own WHERE asked_at IS NOT NULL GROUP BY owner_id)
      SELECT (
          SELECT COALESCE(sum(n), 0) FROM (
            SELECT registration_id, own_state, n FROM state_count UNION ALL SELECT registration_id, own_state, n FROM state_delta
          ) AS counted JOIN client_registration r ON r.id = counted.registration_id, e WHERE own_state <> 'disconnected' AND ${IS_ABOUT})::int AS live,
        (SELECT count(*) FROM own WHERE ended_at IS NOT NULL)::int AS ended,
        (SELECT count(*) FROM own WHERE is_so AND status = 'REVOKING')::int AS ending,
        (SELECT count(*) FROM own WHERE is_so AND status = 'REVOKED' AND result = 'confirmed')::int AS confirmed,
        (SELECT count(*) FROM own WHERE is_so AND status = 'REVOKED' AND result = 'unconfirmed')::int AS unconfirmed,
        (SELECT count(*) FROM own WHERE is_so AND status = 'REVOKED' AND result = 'no_way')::int AS "noWay",
        (SELECT count(*) FROM e, (${SELLERS_TO_BRING_BACK}) AS sellers JOIN app_user u ON u.id = sellers.whose
          WHERE ${CAN_BE_ASKED} AND ${NOT_ASKED})::int AS "toAsk",
        (SELECT count(*) FROM back)::int AS "askedSellers", (SELECT count(*) FROM own WHERE asked_at IS NOT NULL)::int AS asked,
        (SELECT count(*) FROM own WHERE asked_at IS NOT NULL AND status = 'ACTIVE')::int AS back,
        (SELECT count(*) FROM back WHERE all_back)::int AS "backSellers"
      FROM e`;
    if (!row) throw new Error(`database: there is no emergency ${id}`);
    return row;
  },

  async toEnd(id, after, limit) {
    const rows = await db.$queryRaw<Keyed[]>`
      SELECT c.public_id AS key, c.id AS place FROM emergency e, connection c
      WHERE e.public_id = ${id} AND e.ended_at IS NULL AND ${HERE} AND c.id > ${BigInt(after ?? 0)} AND ${LIVE} ORDER BY c.id LIMIT ${limit}`;
    return page(rows, limit);
  },

  async toAsk(id, after, limit) {
    const rows = await db.$queryRaw<Keyed[]>`
      SELECT u.public_id AS key, u.id AS place FROM emergency e, app_user u
      WHERE e.public_id = ${id} AND u.id > ${BigInt(after ?? 0)} AND ${CAN_BE_ASKED} AND ${NOT_ASKED}
        AND EXISTS (SELECT FROM connection c WHERE c.owner_id = u.id AND ${TO_BRING_BACK})
      ORDER BY u.id LIMIT ${limit}`;
    return page(rows, limit);
  },

  async affected(id, sellerId) {
    const rows = await db.$queryRaw<Affected[]>`
      SELECT c.public_id AS id, c.status::text AS status, c.label, c.provider_id, c.account_issuer, c.account_key, c.account_name
      FROM emergency e, connection c JOIN app_user u ON u.id = c.owner_id
      WHERE e.public_id = ${id} AND u.public_id = ${sellerId} AND ${TO_BRING_BACK} ORDER BY c.id`;
    return rows.map((row) => ({
      id: row.id,
      status: row.status,
      label: row.label,
      providerId: row.provider_id,
      accountIssuer: row.account_issuer,
      accountKey: row.account_key,
      accountName: row.account_name,
    }));
  },

  ask: (id, sellerId, items, audit) =>
    db.$transaction(async (tx) => {
      const ids = items.map((item) => item.id);
      // The index on notices decides; whoever comes second, or again, writes nothing.
      const asked = await tx.$executeRaw`
        INSERT INTO notice (user_id, kind, data)
        SELECT u.id, 'campaign', jsonb_build_object('emergency', e.public_id, 'count', ${ids.length}::int, 'items', ${JSON.stringify(items)}::jsonb)
        FROM emergency e, app_user u WHERE e.public_id = ${id} AND u.public_id = ${sellerId} ON CONFLICT DO NOTHING`;
      if (asked === 0) return "already";
      await tx.$executeRaw`
        INSERT INTO emergency_connection (emergency_id, connection_id, owner_id, asked_at)
        SELECT e.id, c.id, c.owner_id, now() FROM emergency e, connection c WHERE e.public_id = ${id} AND c.public_id = ANY(${ids})
        ON CONFLICT (emergency_id, connection_id) DO UPDATE SET asked_at = excluded.asked_at`;
      await writeAudit(tx, audit);
      return "asked";
    }),
});
