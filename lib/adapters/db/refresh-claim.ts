import type { ClaimOutcome, RefreshStore } from "../../core/ports/refreshes";
import { Prisma } from "./generated/client";
import type { Db } from "./open";
import { readConnection } from "./rows";

type Claimed = { generation: number; sealed: string; claimed_at: Date; unknown_before: number };
type Current = { status: string; generation: number; leased: boolean; frozen_until: Date | null; sealed: boolean };

/**
 * Lease and intent in one statement, so that two processes cannot both see the lease free, and so that
 * a database that cannot be written is found out before a single-use token is spent.
 *
 * The connection's row is locked first: without that a claim that waited for a disconnect would go by
 * the status from before it.
 */
export function refreshClaims(db: Db): Pick<RefreshStore, "claim" | "due"> {
  return {
    async claim({ connectionId, leaseId, leaseMs, trigger, ifGeneration, reference }) {
      const expected = ifGeneration === null ? Prisma.empty : Prisma.sql`AND k.generation = ${ifGeneration}`;
      const [claimed] = await db.$queryRaw<Claimed[]>`
        WITH c AS (SELECT id, registration_id FROM connection WHERE public_id = ${connectionId} AND status = 'ACTIVE' FOR SHARE),
        won AS (
          UPDATE credential k SET lease_id = ${leaseId}, lease_until = now() + ${leaseMs} * interval '1 millisecond'
          FROM c JOIN client_registration r ON r.id = c.registration_id
          WHERE k.connection_id = c.id AND k.sealed IS NOT NULL AND k.has_refresh
            AND (k.lease_until IS NULL OR k.lease_until < now()) AND (r.frozen_until IS NULL OR r.frozen_until <= now()) ${expected}
          RETURNING k.connection_id, k.generation, k.sealed, k.refresh_fingerprint
        ), intent AS (
          INSERT INTO refresh_attempt (connection_id, lease_id, generation, trigger, fingerprint, reference)
          SELECT connection_id, ${leaseId}, generation, ${trigger}, refresh_fingerprint, ${reference} FROM won RETURNING id
        )
        SELECT won.generation, won.sealed, now() AS claimed_at,
          (SELECT count(*) FROM refresh_attempt p WHERE p.connection_id = won.connection_id AND p.generation = won.generation AND p.state IN ('SENT', 'UNKNOWN'))::int
            AS unknown_before
        FROM won, intent`;
      if (!claimed) return whyNot(db, connectionId, ifGeneration);
      const connection = await readConnection(db, Prisma.sql`c.public_id = ${connectionId}`);
      if (!connection) throw new Error(`database: connection ${connectionId} went away while it was claimed`);
      return {
        kind: "claimed",
        claim: {
          connection,
          generation: claimed.generation,
          sealed: claimed.sealed,
          leaseId,
          claimedAt: claimed.claimed_at,
          unknownBefore: claimed.unknown_before,
        },
      };
    },

    async due(limit) {
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT c.public_id AS id FROM credential k
        JOIN connection c ON c.id = k.connection_id JOIN client_registration r ON r.id = c.registration_id
        WHERE k.refresh_after <= now() AND c.status = 'ACTIVE' AND k.has_refresh
          AND (k.lease_until IS NULL OR k.lease_until < now()) AND (r.frozen_until IS NULL OR r.frozen_until <= now())
        ORDER BY k.refresh_after LIMIT ${limit}`;
      return rows.map((row) => row.id);
    },
  };
}

async function whyNot(db: Db, connectionId: string, ifGeneration: number | null): Promise<ClaimOutcome> {
  const [now] = await db.$queryRaw<Current[]>`
    SELECT c.status::text AS status, k.generation, k.lease_until > now() AS leased, k.sealed IS NOT NULL AND k.has_refresh AS sealed,
      CASE WHEN r.frozen_until > now() THEN r.frozen_until END AS frozen_until
    FROM connection c JOIN credential k ON k.connection_id = c.id JOIN client_registration r ON r.id = c.registration_id
    WHERE c.public_id = ${connectionId}`;
  if (!now) return { kind: "not_found" };
  if (ifGeneration !== null && now.generation !== ifGeneration) return { kind: "moved", generation: now.generation };
  if (now.status !== "ACTIVE" || !now.sealed) return { kind: "not_usable" };
  if (now.frozen_until) return { kind: "frozen", until: now.frozen_until };
  // Free again between the two statements counts as busy as well: the waiter looks once more and sees.
  return { kind: "busy", generation: now.generation };
}
