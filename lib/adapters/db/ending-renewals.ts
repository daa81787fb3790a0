import type { EndingRenewals } from "../../core/ports/connections";
import type { Db } from "./open";

/** Renewals for endings, beside those that keep connections fresh: the tombstone stands, so nothing here comes to life. */
export const endingRenewals = (db: Db): EndingRenewals => ({
  async inDoubt(id, { generation }) {
    const used = await db.refreshAttempt.count({
      where: { connection: { publicId: id }, generation, state: { in: ["SENT", "UNKNOWN", "SUPERSEDED"] } },
    });
    return used > 0;
  },

  async begin(id, { generation }, leaseId) {
    const [row] = await db.$queryRaw<{ in_doubt: boolean }[]>`
      WITH c AS (SELECT id FROM connection WHERE public_id = ${id}),
      intent AS (
        INSERT INTO refresh_attempt (connection_id, registration_id, lease_id, generation, trigger, fingerprint)
        SELECT c.id, k.registration_id, ${leaseId}, ${generation}, 'ending', k.refresh_fingerprint FROM c JOIN credential k ON k.connection_id = c.id
      )
      SELECT EXISTS (
        SELECT FROM refresh_attempt p JOIN c ON c.id = p.connection_id
        WHERE p.generation = ${generation} AND p.state IN ('SENT', 'UNKNOWN', 'SUPERSEDED')
      ) AS in_doubt`;
    return { inDoubt: row?.in_doubt ?? true };
  },

  async store(id, { generation, askedAt }, leaseId, next) {
    const [kept] = await db.$queryRaw<{ state: string }[]>`
      WITH c AS (
        SELECT id FROM connection
        WHERE public_id = ${id} AND status = 'REVOKING' AND disconnected_at = ${askedAt}::timestamptz FOR NO KEY UPDATE
      ), k AS (
        UPDATE credential SET sealed = ${next.sealed}, key_id = ${next.keyId}, has_refresh = ${next.hasRefresh},
          refresh_fingerprint = ${next.refreshFingerprint}, obtained_at = ${next.obtainedAt}::timestamptz,
          access_expires_at = ${next.accessExpiresAt}::timestamptz, access_end_known = ${next.accessEndKnown},
          refresh_expires_at = ${next.refreshExpiresAt}::timestamptz, generation = ${generation + 2}
        FROM c WHERE connection_id = c.id AND generation = ${generation + 1} RETURNING connection_id
      ), told AS (
        UPDATE connection SET access_until = ${next.accessExpiresAt}::timestamptz FROM k WHERE id = k.connection_id
      ), settled AS (
        UPDATE refresh_attempt SET state = (CASE WHEN EXISTS (SELECT FROM k) THEN 'COMMITTED' ELSE 'SUPERSEDED' END)::"RefreshState",
          finished_at = now()
        WHERE lease_id = ${leaseId} AND state = 'SENT'
      )
      SELECT 'k' AS state FROM k
      UNION ALL
      -- What an earlier try of this write has kept, whose answer got lost.
      SELECT 'k' FROM credential JOIN c ON c.id = connection_id
      WHERE NOT EXISTS (SELECT FROM k) AND sealed = ${next.sealed} AND generation = ${generation + 2}`;
    return kept ? "stored" : "superseded";
  },

  async fail(leaseId, outcomeKnown) {
    await db.$executeRaw`
      UPDATE refresh_attempt SET state = (CASE WHEN ${outcomeKnown} THEN 'FAILED' ELSE 'UNKNOWN' END)::"RefreshState", finished_at = now()
      WHERE lease_id = ${leaseId} AND state = 'SENT'`;
  },
});
