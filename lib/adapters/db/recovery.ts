import { statusesAllowing } from "../../core/connections/transitions";
import type { LapsedIntent, OpenReply, RecoveryStore } from "../../core/ports/recovery";
import type { Db } from "./open";

/** Few enough for one statement, whatever the journal holds. */
const AT_ONCE = 1_000;

/** Recovery's view of intents and credentials in PostgreSQL. */
export function recoveryStore(db: Db): RecoveryStore {
  return {
    async unsettled(replies) {
      const found: OpenReply[] = [];
      for (let at = 0; at < replies.length; at += AT_ONCE) {
        const some = replies.slice(at, at + AT_ONCE);
        // Refused, given up or overtaken is settled: a reply that was judged is not judged again.
        const rows = await db.$queryRaw<{ lease_id: string; leased: boolean }[]>`
          SELECT e.lease_id, COALESCE(k.lease_id = e.lease_id AND k.lease_until > now(), false) AS leased
          FROM unnest(${some.map((reply) => reply.leaseId)}::text[], ${some.map((reply) => reply.connectionId)}::text[],
            ${some.map((reply) => reply.generation)}::int[], ${some.map((reply) => reply.fingerprint)}::text[])
            AS e(lease_id, connection_id, generation, fingerprint)
          JOIN connection c ON c.public_id = e.connection_id JOIN credential k ON k.connection_id = c.id
          LEFT JOIN refresh_attempt p ON p.lease_id = e.lease_id
          WHERE p.state = 'SENT' OR (k.generation = e.generation AND k.refresh_fingerprint = e.fingerprint
            AND c.status::text = ANY(${statusesAllowing("refresh_succeeded")}) AND (p.state IS NULL OR p.state IN ('UNKNOWN', 'COMMITTED')))
            -- What came for a connection that has ended is cancelled, however late.
            OR (p.state = 'UNKNOWN' AND c.status IN ('REVOKING', 'REVOKED') AND k.generation = e.generation + 1)`;
        found.push(...rows.map((row) => ({ leaseId: row.lease_id, leased: row.leased })));
      }
      return found;
    },

    async ended(connectionIds) {
      const found: string[] = [];
      for (let at = 0; at < connectionIds.length; at += AT_ONCE) {
        const rows = await db.$queryRaw<{ id: string }[]>`
          SELECT e.id FROM unnest(${connectionIds.slice(at, at + AT_ONCE)}::text[]) AS e(id)
          LEFT JOIN connection c ON c.public_id = e.id LEFT JOIN credential k ON k.connection_id = c.id WHERE k.sealed IS NULL`;
        found.push(...rows.map((row) => row.id));
      }
      return found;
    },

    async reopen({ leaseId, connectionId, generation, fingerprint, sentAt }) {
      await db.$executeRaw`
        INSERT INTO refresh_attempt (connection_id, registration_id, lease_id, generation, trigger, fingerprint, started_at)
        SELECT c.id, c.registration_id, ${leaseId}, ${generation}, 'recovery', ${fingerprint}, ${sentAt}::timestamptz
        FROM connection c WHERE c.public_id = ${connectionId} ON CONFLICT (lease_id) DO NOTHING`;
    },

    async lapse(kept, leaseMs) {
      const rows = await db.$queryRaw<LapsedIntent[]>`
        UPDATE refresh_attempt p SET state = 'UNKNOWN', error_class = 'ours', error_code = 'process_lost', finished_at = now()
        FROM credential k JOIN connection c ON c.id = k.connection_id
        WHERE k.connection_id = p.connection_id AND p.state = 'SENT' AND p.started_at < now() - ${leaseMs} * interval '1 millisecond'
          AND (k.lease_id IS DISTINCT FROM p.lease_id OR k.lease_until < now()) AND p.lease_id <> ALL(${[...kept]}::text[])
        RETURNING c.public_id AS "connectionId", p.generation,
          (c.status = 'ACTIVE' AND k.generation = p.generation AND p.trigger <> 'ending') AS "askAgain"`;
      return rows;
    },
  };
}
