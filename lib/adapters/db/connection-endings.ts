import { statusesAllowing } from "../../core/connections/transitions";
import type { Closing, ConnectionRepository, EndingTry } from "../../core/ports/connections";
import type { NewAudit, NewEvent } from "../../core/ports/history";
import { lastsFor, noteEnded } from "./emergency-ending";
import { endingRenewals } from "./ending-renewals";
import { Prisma } from "./generated/client";
import { writeAudit, writeEvents } from "./history";
import { lateGrants } from "./late-grants";
import type { Db } from "./open";
import { readConnections } from "./rows";

type Endings = Pick<
  ConnectionRepository,
  | "requestRevocation"
  | "finishRevocation"
  | "giveUpRevocation"
  | "postponeRevocation"
  | "takeDueEndings"
  | "adoptLate"
  | "endingRenewals"
  | "ofForgotten"
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
  in_flight_ms: number;
};

/** What a try goes by, over `c` (connection), `k` (credential) and `r` (registration). */
const TRY = Prisma.sql`
  c.public_id AS id, k.sealed, k.generation, c.disconnected_at AS asked_at, c.ending_tries AS tries,
  (extract(epoch FROM now() - c.disconnected_at) * 1000)::float8 AS asked_ms_ago,
  (extract(epoch FROM k.access_expires_at - now()) * 1000)::float8 AS access_left_ms,
  (greatest(0, extract(epoch FROM coalesce(r.frozen_until, now()) - now())) * 1000)::float8 AS rests_ms,
  coalesce((SELECT greatest(0, extract(epoch FROM k.lease_until - now())) * 1000 FROM refresh_attempt p
    WHERE p.lease_id = k.lease_id AND p.state = 'SENT'), 0)::float8 AS in_flight_ms`;

const toTry = (row: TryRow): EndingTry => ({
  sealed: row.sealed,
  // The tombstone raised the generation; the set is sealed for the one before.
  generation: row.generation - 1,
  askedAt: row.asked_at,
  askedMsAgo: row.asked_ms_ago,
  tries: row.tries,
  accessLeftMs: row.access_left_ms,
  restsMs: row.rests_ms,
  inFlightMs: row.in_flight_ms,
});

/** Writes that end a connection, by the database's clock, so that another process can go on with what one has begun. */
export function connectionEndings(db: Db): Endings {
  return {
    endingRenewals: endingRenewals(db),
    ...lateGrants(db),

    async ofForgotten(limit) {
      return readConnections(
        db,
        Prisma.sql`o.forgotten_at IS NOT NULL AND c.status::text = ANY(${statusesAllowing("revoke_requested")})`,
        Prisma.empty,
        limit,
      );
    },

    async requestRevocation(id, tryMs, reference, history, emergencyId = null) {
      return db.$transaction(async (tx) => {
        if (emergencyId !== null && !(await lastsFor(tx, emergencyId, id))) return null;
        const [row] = await tx.$queryRaw<{ id: bigint }[]>`
          UPDATE connection SET status = 'REVOKING', disconnected_at = now(), ending_tries = 1, ending_next_at = now(),
            ending_try_until = now() + ${tryMs} * interval '1 millisecond', revocation_reference = ${reference}, updated_at = now()
          WHERE public_id = ${id} AND status::text = ANY(${statusesAllowing("revoke_requested")}) RETURNING id`;
        if (!row) return null;
        if (emergencyId !== null) await noteEnded(tx, emergencyId, row.id);
        // The generation moves with the tombstone: a refresh in flight can no longer be written. Its lease stays, because
        // until it ends the refresh may bring tokens. Only after the row is locked is it certain which access was given out last.
        const [stored] = await tx.$queryRaw<TryRow[]>`
          WITH k AS (
            UPDATE credential SET generation = generation + 1, refresh_after = NULL
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

    async finishRevocation(id, ending, closing, history) {
      return close(db, id, ending, closing, history, Prisma.sql`AND generation = ${ending.generation + 1}`);
    },

    async giveUpRevocation(id, ending, history) {
      await close(
        db,
        id,
        ending,
        { result: "unconfirmed", why: "given_up", proven: null, accessLives: true },
        history,
        Prisma.empty,
      );
    },

    async postponeRevocation(id, { askedAt, tries, generation }, inMs, stillWorks, history) {
      await db.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ id: bigint }[]>`
          UPDATE connection SET ending_try_until = NULL,
            -- Tokens that arrived meanwhile have not been asked for, so nothing keeps them waiting.
            ending_next_at = CASE WHEN EXISTS (SELECT FROM credential k WHERE k.connection_id = connection.id AND k.generation = ${generation + 1})
              THEN now() + ${inMs} * interval '1 millisecond' ELSE now() END,
            revocation_proven = CASE WHEN ${stillWorks} THEN false ELSE revocation_proven END, updated_at = now()
          WHERE public_id = ${id} AND status = 'REVOKING' AND disconnected_at = ${askedAt}::timestamptz AND ending_tries = ${tries}
          RETURNING id`;
        if (row) await writeHistory(tx, row.id, history);
      });
    },

    async takeDueEndings({ tryMs, limit, only, askedBeforeMs }) {
      const which = only === null ? Prisma.empty : Prisma.sql`AND public_id = ${only}`;
      const since =
        askedBeforeMs === 0
          ? Prisma.empty
          : Prisma.sql`AND disconnected_at <= now() - ${askedBeforeMs}::float8 * interval '1 millisecond'`;
      // One of which nobody knows when it is due is due: no secret may wait for ever.
      const taken = await db.$queryRaw<TryRow[]>`
        UPDATE connection c SET ending_tries = c.ending_tries + 1, ending_try_until = now() + ${tryMs} * interval '1 millisecond',
          ending_next_at = coalesce(c.ending_next_at, now()), disconnected_at = coalesce(c.disconnected_at, now())
        FROM credential k, client_registration r
        WHERE k.connection_id = c.id AND r.id = c.registration_id AND c.id IN (
          SELECT id FROM connection WHERE status = 'REVOKING' AND (ending_next_at IS NULL OR ending_next_at <= now())
            AND (ending_try_until IS NULL OR ending_try_until <= now()) ${which} ${since}
          ORDER BY ending_next_at NULLS FIRST LIMIT ${limit} FOR UPDATE SKIP LOCKED
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

/** What was closed by somebody else may be connected again since: then nothing here is ours to destroy. */
async function close(
  db: Db,
  id: string,
  { askedAt }: EndingTry,
  { result, why, proven, accessLives }: Closing,
  history: { readonly events: readonly NewEvent[]; readonly audit: readonly NewAudit[] },
  fence: Prisma.Sql,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ id: bigint }[]>`
      WITH c AS (
        SELECT id FROM connection WHERE public_id = ${id} AND disconnected_at = ${askedAt}::timestamptz
          AND status::text = ANY(${statusesAllowing("revoke_confirmed")}) FOR NO KEY UPDATE
      ), k AS (
        UPDATE credential SET sealed = NULL, key_id = NULL, refresh_fingerprint = NULL, has_refresh = false, refresh_after = NULL,
          access_expires_at = NULL, lease_id = NULL, lease_until = NULL
        FROM c WHERE connection_id = c.id ${fence} RETURNING connection_id
      )
      UPDATE connection SET status = 'REVOKED', revocation_result = ${result}, revocation_why = ${why},
        revocation_proven = coalesce(${proven}::boolean, revocation_proven), revocation_at = now(), reauth_reason = NULL,
        ending_next_at = NULL, ending_try_until = NULL, access_until = CASE WHEN ${accessLives} THEN access_until END, updated_at = now()
      FROM k WHERE connection.id = k.connection_id RETURNING connection.id`;
    if (row) await writeHistory(tx, row.id, history);
    return row !== undefined;
  });
}

async function writeHistory(
  tx: Prisma.TransactionClient,
  connectionId: bigint,
  { events, audit }: { readonly events: readonly NewEvent[]; readonly audit: readonly NewAudit[] },
): Promise<void> {
  await writeEvents(tx, connectionId, events);
  await writeAudit(tx, audit);
}
