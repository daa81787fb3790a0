import type { AttemptRecord, AttemptRepository, AttemptResult } from "../../core/ports/attempts";
import type { NewAudit } from "../../core/ports/history";
import { Prisma } from "./generated/client";
import { writeAudit } from "./history";
import type { Db } from "./open";
import { outlastConflict } from "./outlast-conflict";

type Row = {
  id: string;
  browser_hash: string;
  user_id: string;
  session_id: string | null;
  repair_link_id: string | null;
  provider_id: string;
  environment_id: string;
  registration_id: string;
  issuer: string | null;
  connection_id: string | null;
  label: string;
  scope: string[];
  sealed: string | null;
  reference: string;
  created_at: Date;
  is_expired: boolean;
  consumed_at: Date | null;
  finished_at: Date | null;
  outcome: string | null;
  result: AttemptResult | null;
};

type Ending = { readonly outcome: string; readonly result: AttemptResult | null; readonly sealed: string | null };

/** `a` is the attempt's row; ids become public ids and "expired" is decided by the database's clock. */
const COLUMNS = Prisma.sql`
  a.public_id AS id, a.browser_hash, u.public_id AS user_id, a.session_id, l.public_id AS repair_link_id, a.provider_id, a.environment_id,
  r.public_id AS registration_id,
  a.issuer, c.public_id AS connection_id, a.label, a.scope, a.reference, a.created_at, a.expires_at <= now() AS is_expired,
  a.consumed_at, a.finished_at, a.outcome, a.result`;
const JOINS = Prisma.sql`
  JOIN app_user u ON u.id = a.user_id JOIN client_registration r ON r.id = a.registration_id LEFT JOIN connection c ON c.id = a.connection_id
  LEFT JOIN repair_link l ON l.id = a.repair_link_id`;

/** Authorization attempts in PostgreSQL. */
export function attemptRepository(db: Db): AttemptRepository {
  const one = async (where: Prisma.Sql): Promise<AttemptRecord | null> => {
    const [row] = await db.$queryRaw<Row[]>`SELECT ${COLUMNS}, a.sealed FROM authorization_attempt a ${JOINS} WHERE ${where}`;
    return row ? toAttempt(row) : null;
  };

  /** What is held exists nowhere else. */
  const transact = <T>(work: (tx: Prisma.TransactionClient) => Promise<T>) => outlastConflict(() => db.$transaction(work));

  /** By the database's clock: how long a grant is held counts from here. */
  const close = (id: string, end: Ending, audit: NewAudit): Promise<void> =>
    transact(async (tx) => {
      const result = end.result === null ? null : JSON.stringify(end.result);
      const closed = await tx.$executeRaw`
        UPDATE authorization_attempt SET outcome = ${end.outcome}, sealed = ${end.sealed}, finished_at = now(), result = COALESCE(${result}::jsonb, result)
        WHERE public_id = ${id}`;
      if (closed !== 1) throw new Error(`database: there is no attempt ${id}`);
      await writeAudit(tx, [audit]);
    });

  return {
    async create(attempt) {
      const made = await db.$executeRaw`
        INSERT INTO authorization_attempt (public_id, state_hash, browser_hash, user_id, session_id, repair_link_id, provider_id, environment_id,
          registration_id, issuer, connection_id, label, scope, sealed, reference, expires_at)
        SELECT ${attempt.id}, ${attempt.stateHash}, ${attempt.browserHash}, u.id, ${attempt.sessionId},
          (SELECT id FROM repair_link WHERE public_id = ${attempt.repairLinkId}), ${attempt.providerId}, ${attempt.environmentId}, r.id,
          ${attempt.issuer}, (SELECT id FROM connection WHERE public_id = ${attempt.connectionId}), ${attempt.label}, ${[...attempt.scope]}, ${attempt.sealed},
          ${attempt.reference}, now() + ${attempt.lifetimeSeconds} * interval '1 second'
        FROM app_user u, client_registration r WHERE u.public_id = ${attempt.userId} AND r.public_id = ${attempt.registrationId}`;
      if (made !== 1) throw new Error("database: an attempt needs a person and a registration that exist");
    },

    byId: (id) => one(Prisma.sql`a.public_id = ${id}`),
    byStateHash: (hash) => one(Prisma.sql`a.state_hash = ${hash}`),

    async consume(stateHash) {
      // One statement: of two callbacks at the same instant exactly one gets the row, and the secrets are gone with it.
      const [row] = await db.$queryRaw<Row[]>`
        WITH before AS (SELECT id, sealed FROM authorization_attempt WHERE state_hash = ${stateHash} AND consumed_at IS NULL FOR UPDATE),
        a AS (UPDATE authorization_attempt t SET consumed_at = now(), sealed = NULL FROM before WHERE t.id = before.id RETURNING t.*)
        SELECT ${COLUMNS}, before.sealed FROM a JOIN before ON before.id = a.id ${JOINS}`;
      return row ? toAttempt(row) : null;
    },

    async inSession(sessionId) {
      const [row] = await db.$queryRaw<{ open: number; age: number | null }[]>`
        SELECT
          (SELECT count(*)::int FROM authorization_attempt WHERE session_id = ${sessionId} AND consumed_at IS NULL AND expires_at > now()) AS open,
          (SELECT (extract(epoch FROM now() - created_at) * 1000)::float8 FROM session WHERE public_id = ${sessionId}) AS age`;
      return { open: row?.open ?? 0, sessionAgeMs: row?.age ?? null };
    },

    async openOfLink(repairLinkId) {
      const [row] = await db.$queryRaw<{ open: number }[]>`
        SELECT count(*)::int AS open FROM authorization_attempt a JOIN repair_link l ON l.id = a.repair_link_id
        WHERE l.public_id = ${repairLinkId} AND a.consumed_at IS NULL AND a.expires_at > now()`;
      return row?.open ?? 0;
    },

    async openAt(sessionId, providerId) {
      const rows = await db.$queryRaw<Row[]>`
        SELECT ${COLUMNS}, NULL AS sealed FROM authorization_attempt a ${JOINS}
        WHERE a.session_id = ${sessionId} AND a.provider_id = ${providerId} AND a.consumed_at IS NULL AND a.expires_at > now()
        ORDER BY a.id DESC`;
      return rows.map(toAttempt);
    },

    finish: (id, outcome, result, audit) => close(id, { outcome, result, sealed: null }, audit),
    hold: (id, outcome, result, sealed, audit) => close(id, { outcome, result, sealed }, audit),

    async takeHeld(id, withinSeconds) {
      const [row] = await db.$queryRaw<{ sealed: string }[]>`
        WITH before AS (
          SELECT id, sealed FROM authorization_attempt
          WHERE public_id = ${id} AND consumed_at IS NOT NULL AND sealed IS NOT NULL AND finished_at > now() - ${withinSeconds} * interval '1 second' FOR UPDATE
        )
        UPDATE authorization_attempt a SET sealed = NULL FROM before WHERE a.id = before.id RETURNING before.sealed`;
      return row?.sealed ?? null;
    },

    async forget(heldSeconds) {
      await db.$executeRaw`
        UPDATE authorization_attempt SET sealed = NULL WHERE sealed IS NOT NULL
          AND (finished_at < now() - ${heldSeconds} * interval '1 second' OR (consumed_at IS NULL AND expires_at < now()))`;
      return db.$executeRaw`DELETE FROM authorization_attempt WHERE expires_at < now() - interval '24 hours'`;
    },
  };
}

const toAttempt = (row: Row): AttemptRecord => ({
  id: row.id,
  browserHash: row.browser_hash,
  userId: row.user_id,
  sessionId: row.session_id,
  repairLinkId: row.repair_link_id,
  providerId: row.provider_id,
  environmentId: row.environment_id,
  registrationId: row.registration_id,
  issuer: row.issuer,
  connectionId: row.connection_id,
  label: row.label,
  scope: row.scope,
  sealed: row.sealed,
  reference: row.reference,
  createdAt: row.created_at,
  isExpired: row.is_expired,
  consumedAt: row.consumed_at,
  finishedAt: row.finished_at,
  outcome: row.outcome,
  result: row.result,
});
