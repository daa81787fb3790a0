import { statusesAllowing } from "../../core/connections/transitions";
import type { ConnectionRepository, EndingTry } from "../../core/ports/connections";
import type { NewAudit, NewEvent } from "../../core/ports/history";
import { endingRenewals } from "./ending-renewals";
import { Prisma } from "./generated/client";
import { writeAudit, writeEvents } from "./history";
import type { Db } from "./open";
import { readConnections } from "./rows";

type Endings = Pick<
  ConnectionRepository,
  "requestRevocation" | "finishRevocation" | "postponeRevocation" | "takeDueEndings" | "endingRenewals"
>;
type TryRow = {
  id: string;
  sealed: string | null;
  generation: number;
  asked_at: Date;
  asked_ms_ago: number;
  tries: number;
  access_left_ms: number | null;
  rests_ms: number;
};

/** What a try goes by, over `c` (connection), `k` (credential) and `r` (registration). */
const TRY = Prisma.sql`
  c.public_id AS id, k.sealed, k.generation, c.disconnected_at AS asked_at, c.ending_tries AS tries,
  (extract(epoch FROM now() - c.disconnected_at) * 1000)::float8 AS asked_ms_ago,
  (extract(epoch FROM k.access_expires_at - now()) * 1000)::float8 AS access_left_ms,
  (greatest(0, extract(epoch FROM coalesce(r.frozen_until, now()) - now())) * 1000)::float8 AS rests_ms`;

const toTry = (row: TryRow): EndingTry => ({
  sealed: row.sealed,
  // The tombstone raised the generation; the set is sealed for the one before.
  generation: row.generation - 1,
  askedAt: row.asked_at,
  askedMsAgo: row.asked_ms_ago,
  tries: row.tries,
  accessLeftMs: row.access_left_ms,
  restsMs: row.rests_ms,
});

/** Writes that end a connection, by the database's clock, so that another process can go on with what one has begun. */
export function connectionEndings(db: Db): Endings {
  return {
    endingRenewals: endingRenewals(db),

    async requestRevocation(id, tryMs, history) {
      return db.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ id: bigint }[]>`
          UPDATE connection SET status = 'REVOKING', disconnected_at = now(), ending_tries = 1, ending_next_at = now(),
            ending_try_until = now() + ${tryMs} * interval '1 millisecond', updated_at = now()
          WHERE public_id = ${id} AND status::text = ANY(${statusesAllowing("revoke_requested")}) RETURNING id`;
        if (!row) return null;
        // The generation moves with the tombstone: a refresh in flight can no longer be written. Only after the row is
        // locked is it certain which access was given out last.
        const [stored] = await tx.$queryRaw<TryRow[]>`
          WITH k AS (
            UPDATE credential SET generation = generation + 1, refresh_after = NULL, lease_id = NULL, lease_until = NULL
            WHERE connection_id = ${row.id} RETURNING *
          ), told AS (
            UPDATE connection SET access_until = CASE WHEN k.access_expires_at > now() THEN k.access_expires_at END
            FROM k WHERE id = k.connection_id
          )
          SELECT ${TRY} FROM k JOIN connection c ON c.id = k.connection_id JOIN client_registration r ON r.id = c.registration_id`;
        if (!stored) throw new Error(`database: connection ${id} has no credential row`);
        await writeHistory(tx, row.id, history);
        return toTry(stored);
      });
    },

    async finishRevocation(id, { askedAt }, { result, accessLives }, history) {
      await db.$transaction(async (tx) => {
        // Closed by somebody else, and perhaps connected again since: then nothing here is ours to destroy.
        const [row] = await tx.$queryRaw<{ id: bigint }[]>`
          WITH c AS (
            UPDATE connection SET status = 'REVOKED', revocation_result = ${result}, reauth_reason = NULL, ending_next_at = NULL,
              ending_try_until = NULL, access_until = CASE WHEN ${accessLives} THEN access_until END, updated_at = now()
            WHERE public_id = ${id} AND disconnected_at = ${askedAt}::timestamptz
              AND status::text = ANY(${statusesAllowing("revoke_confirmed")}) RETURNING id
          ), k AS (
            UPDATE credential SET sealed = NULL, key_id = NULL, refresh_fingerprint = NULL, has_refresh = false, refresh_after = NULL,
              access_expires_at = NULL
            FROM c WHERE connection_id = c.id
          )
          SELECT id FROM c`;
        if (row) await writeHistory(tx, row.id, history);
      });
    },

    async postponeRevocation(id, { askedAt, tries }, inMs, history) {
      await db.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ id: bigint }[]>`
          UPDATE connection SET ending_next_at = now() + ${inMs} * interval '1 millisecond', ending_try_until = NULL, updated_at = now()
          WHERE public_id = ${id} AND status = 'REVOKING' AND disconnected_at = ${askedAt}::timestamptz AND ending_tries = ${tries}
          RETURNING id`;
        if (row) await writeHistory(tx, row.id, history);
      });
    },

    async takeDueEndings(tryMs, limit) {
      const taken = await db.$queryRaw<TryRow[]>`
        UPDATE connection c SET ending_tries = c.ending_tries + 1, ending_try_until = now() + ${tryMs} * interval '1 millisecond'
        FROM credential k, client_registration r
        WHERE k.connection_id = c.id AND r.id = c.registration_id AND c.id IN (
          SELECT id FROM connection WHERE status = 'REVOKING' AND ending_next_at <= now()
            AND (ending_try_until IS NULL OR ending_try_until <= now())
          ORDER BY ending_next_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
        ) RETURNING ${TRY}`;
      if (taken.length === 0) return [];
      const records = await readConnections(db, Prisma.sql`c.public_id = ANY(${taken.map(({ id }) => id)})`);
      return taken.flatMap((row) => {
        const connection = records.find((record) => record.id === row.id);
        return connection ? [{ connection, ending: toTry(row) }] : [];
      });
    },
  };
}

async function writeHistory(
  tx: Prisma.TransactionClient,
  connectionId: bigint,
  { events, audit }: { readonly events: readonly NewEvent[]; readonly audit: readonly NewAudit[] },
): Promise<void> {
  await writeEvents(tx, connectionId, events);
  await writeAudit(tx, audit);
}
