import { PROBE_EVERY_MS, type Trouble } from "../../core/connections/trouble";
import type { ClaimOutcome, RefreshStore } from "../../core/ports/refreshes";
import { Prisma } from "./generated/client";
import type { Db } from "./open";
import { readConnection } from "./rows";

type Claimed = { generation: number; sealed: string; claimed_at: Date; unknown_before: number; probes: Trouble | null };
type Current = {
  status: string;
  generation: number;
  leased: boolean;
  rests_until: Date | null;
  frozen_until: Date | null;
  trouble: Trouble | null;
  sealed: boolean;
  paused: boolean;
  stopped: boolean;
};

/** A crowd of people with a click each does not stop what is due for longer than the time of so many calls. */
const MOST_OWED = 10;

/**
 * Lease and intent in one statement, so that two processes cannot both see the lease free, and so that
 * a database that cannot be written is found out before a single-use token is spent.
 *
 * The connection's row is locked first: without that a claim that waited for a disconnect would go by
 * the status from before it.
 *
 * A lease that nobody holds is a rest: the provider may still be acting on the request before.
 *
 * Nobody who asks for one connection waits for the budget, but what they take of it is missing for what
 * is due.
 *
 * While its registration is in trouble a claim is a probe, and must also win the registration's row:
 * whoever comes second finds the time of the next probe moved on.
 */
export function refreshClaims(db: Db): Pick<RefreshStore, "claim"> {
  return {
    async claim({ connectionId, leaseId, leaseMs, trigger, ifGeneration, reference }) {
      const expected = ifGeneration === null ? Prisma.empty : Prisma.sql`AND k.generation = ${ifGeneration}`;
      const [claimed] = await db.$queryRaw<Claimed[]>`
        WITH c AS (SELECT id, registration_id FROM connection WHERE public_id = ${connectionId} AND status = 'ACTIVE' FOR SHARE),
        probe AS (
          UPDATE client_registration r SET frozen_until = now() + CASE r.trouble WHEN 'credentials' THEN ${PROBE_EVERY_MS.credentials}::float8
            WHEN 'refusals' THEN ${PROBE_EVERY_MS.refusals}::float8 ELSE ${PROBE_EVERY_MS.outage}::float8 END * interval '1 millisecond'
          FROM c JOIN credential k ON k.connection_id = c.id
          WHERE r.id = c.registration_id AND r.renewals_paused_at IS NULL AND r.emergency_at IS NULL AND r.trouble IS NOT NULL AND (r.frozen_until IS NULL OR r.frozen_until <= now())
            AND k.sealed IS NOT NULL AND k.has_refresh AND (k.lease_until IS NULL OR k.lease_until < now()) ${expected}
          RETURNING r.trouble
        ), won AS (
          UPDATE credential k SET lease_id = ${leaseId}, lease_until = now() + ${leaseMs} * interval '1 millisecond'
          FROM c JOIN client_registration r ON r.id = c.registration_id
          WHERE k.connection_id = c.id AND k.sealed IS NOT NULL AND k.has_refresh AND r.renewals_paused_at IS NULL AND r.emergency_at IS NULL
            AND (k.lease_until IS NULL OR k.lease_until < now()) AND (r.frozen_until IS NULL OR r.frozen_until <= now())
            AND (r.trouble IS NULL OR EXISTS (SELECT FROM probe)) ${expected}
          RETURNING k.connection_id, k.registration_id, k.generation, k.sealed, k.refresh_fingerprint
        ), intent AS (
          INSERT INTO refresh_attempt (connection_id, registration_id, lease_id, generation, trigger, fingerprint, reference)
          SELECT connection_id, registration_id, ${leaseId}, generation, ${trigger}, refresh_fingerprint, ${reference} FROM won RETURNING id
        ), spent AS (
          UPDATE client_registration r SET budget_left = GREATEST(r.budget_left - 1, ${-MOST_OWED}::float8) FROM won
          WHERE r.id = won.registration_id AND r.budget_left IS NOT NULL AND r.trouble IS NULL
        )
        SELECT won.generation, won.sealed, now() AS claimed_at, (SELECT trouble FROM probe) AS probes,
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
          probes: claimed.probes,
        },
      };
    },
  };
}

async function whyNot(db: Db, connectionId: string, ifGeneration: number | null): Promise<ClaimOutcome> {
  const [now] = await db.$queryRaw<Current[]>`
    SELECT c.status::text AS status, k.generation, k.lease_id IS NOT NULL AND k.lease_until > now() AS leased,
      CASE WHEN k.lease_id IS NULL AND k.lease_until > now() THEN k.lease_until END AS rests_until, k.sealed IS NOT NULL AND k.has_refresh AS sealed,
      r.renewals_paused_at IS NOT NULL AS paused, r.emergency_at IS NOT NULL AS stopped, CASE WHEN r.frozen_until > now() OR r.trouble IS NOT NULL THEN COALESCE(r.frozen_until, now()) END AS frozen_until, r.trouble
    FROM connection c JOIN credential k ON k.connection_id = c.id JOIN client_registration r ON r.id = c.registration_id
    WHERE c.public_id = ${connectionId}`;
  if (!now) return { kind: "not_found" };
  if (ifGeneration !== null && now.generation !== ifGeneration) return { kind: "moved", generation: now.generation };
  if (now.status !== "ACTIVE" || !now.sealed) return { kind: "not_usable" };
  if (now.stopped && !now.leased) return { kind: "stopped" };
  if (now.paused && !now.leased) return { kind: "paused" };
  if (now.frozen_until && !now.leased) return { kind: "frozen", until: now.frozen_until, trouble: now.trouble };
  if (now.rests_until) return { kind: "frozen", until: now.rests_until, trouble: null };
  // Free again between the two statements counts as busy as well: the waiter looks once more and sees.
  return { kind: "busy", generation: now.generation };
}
