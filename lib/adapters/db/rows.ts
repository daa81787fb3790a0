import type {
  ConnectionStatus,
  FailureClass,
  ReauthReason,
  RevocationResult,
  UnconfirmedWhy,
} from "../../core/connections/connection";
import type { ConnectionRecord, KeepingRecord } from "../../core/connections/record";
import type { Trouble } from "../../core/connections/trouble";
import { Prisma } from "./generated/client";
import type { Db } from "./open";

/** A row of `COLUMNS`. */
export type ConnectionRow = {
  id: string;
  owner_id: string;
  provider_id: string;
  environment_id: string;
  registration_id: string;
  trouble: Trouble | null;
  trouble_since: Date | null;
  provider_paused: boolean;
  stopped_at: Date | null;
  is_test: boolean;
  label: string;
  account_issuer: string;
  account_key: string | null;
  account_name: string | null;
  status: ConnectionStatus;
  reauth_reason: ReauthReason | null;
  revocation_result: RevocationResult | null;
  revocation_why: UnconfirmedWhy | null;
  revocation_proven: boolean | null;
  revocation_at: Date | null;
  revocation_reference: string | null;
  ending_tries: number;
  ending_next_at: Date | null;
  scope_wanted: string[];
  scope_granted: string[];
  connected_at: Date;
  paused_at: Date | null;
  broken_since: Date | null;
  disconnected_at: Date | null;
  access_until: Date | null;
  is_muted: boolean;
  generation: number;
  has_refresh: boolean;
  obtained_at: Date;
  access_expires_at: Date | null;
  access_end_known: boolean;
  refresh_expires_at: Date | null;
  refresh_after: Date | null;
  failures_in_row: number;
  refusals: number;
  last_failure_class: FailureClass | null;
  last_failure_code: string | null;
  last_failed_at: Date | null;
  last_refreshed_at: Date | null;
  last_refresh_ms: number | null;
  proven_at: Date | null;
  asked_ms?: number | null;
  check_wait_ms?: number | null;
};

/** Everything a record needs and nothing sealed. */
export const COLUMNS = Prisma.sql`
  c.public_id AS id, o.public_id AS owner_id, c.provider_id, c.environment_id, r.public_id AS registration_id, r.trouble, r.trouble_since, r.renewals_paused_at IS NOT NULL AS provider_paused, r.emergency_at AS stopped_at, c.is_test, c.label, c.account_issuer,
  c.account_key, c.account_name, c.status::text AS status, c.reauth_reason, c.revocation_result,
  c.revocation_why, c.revocation_proven, c.revocation_at, c.revocation_reference, c.ending_tries, c.ending_next_at, c.scope_wanted, c.scope_granted, c.connected_at,
  c.paused_at, c.broken_since, c.disconnected_at, c.access_until, c.muted_at IS NOT NULL AS is_muted, k.generation, k.has_refresh, k.obtained_at, k.access_expires_at, k.access_end_known,
  k.refresh_expires_at, k.refresh_after, k.failures_in_row, k.refusals, k.last_failure_class, k.last_failure_code, k.last_failed_at,
  k.last_refreshed_at, k.last_refresh_ms, c.proven_at`;

/** How long ago a person last asked for a renewal, and when they may check. It looks through the renewals of a connection: for one, not for a list. */
export const ASKED = Prisma.sql`, greatest(0, extract(epoch FROM c.check_after - now()) * 1000)::float8 AS check_wait_ms, (
  SELECT extract(epoch FROM now() - a.started_at) * 1000 FROM refresh_attempt a
  WHERE a.connection_id = c.id AND a.trigger IN ('seller', 'admin') ORDER BY a.id DESC LIMIT 1)::float8 AS asked_ms`;

/**
 * Connections as records, oldest first, in one statement: a record never mixes two moments. The sealed
 * token set is never loaded on this path.
 *
 * @param where over `c` (connection), `k` (credential), `o` (its person) and `r` (registration)
 * @param more columns beyond the usual ones
 * @param limit most of them; null: all
 */
export async function readConnections(
  db: Db,
  where: Prisma.Sql,
  more = Prisma.empty,
  limit: number | null = null,
): Promise<readonly ConnectionRecord[]> {
  const rows = await db.$queryRaw<ConnectionRow[]>`
    SELECT ${COLUMNS}${more} FROM connection c JOIN credential k ON k.connection_id = c.id
    JOIN app_user o ON o.id = c.owner_id JOIN client_registration r ON r.id = c.registration_id WHERE ${where} ORDER BY c.id
    ${limit === null ? Prisma.empty : Prisma.sql`LIMIT ${limit}`}`;
  return rows.map(toConnection);
}

/** The only one, or null. */
export const readConnection = async (db: Db, where: Prisma.Sql, more = Prisma.empty): Promise<ConnectionRecord | null> =>
  (await readConnections(db, where, more))[0] ?? null;

export const toConnection = (row: ConnectionRow): ConnectionRecord => ({
  id: row.id,
  ownerId: row.owner_id,
  providerId: row.provider_id,
  environmentId: row.environment_id,
  registrationId: row.registration_id,
  trouble: row.trouble && row.trouble_since ? { kind: row.trouble, since: row.trouble_since } : null,
  providerPaused: row.provider_paused,
  stoppedAt: row.stopped_at,
  isTest: row.is_test,
  label: row.label,
  accountIssuer: row.account_issuer,
  accountKey: row.account_key,
  accountName: row.account_name,
  status: row.status,
  reauthReason: row.reauth_reason,
  revocationResult: row.revocation_result,
  scopeWanted: row.scope_wanted,
  scopeGranted: row.scope_granted,
  connectedAt: row.connected_at,
  pausedAt: row.paused_at,
  brokenSince: row.broken_since,
  disconnectedAt: row.disconnected_at,
  accessUntil: row.access_until,
  isMuted: row.is_muted,
  ending: {
    reference: row.revocation_reference,
    tries: row.ending_tries,
    nextTryAt: row.ending_next_at,
    closedAt: row.revocation_at,
    proven: row.revocation_proven,
    why: row.revocation_why,
  },
  keeping: toKeeping(row),
});

const toKeeping = (row: ConnectionRow): KeepingRecord => ({
  generation: row.generation,
  hasRefresh: row.has_refresh,
  obtainedAt: row.obtained_at,
  accessExpiresAt: row.access_expires_at,
  accessEndKnown: row.access_end_known,
  refreshExpiresAt: row.refresh_expires_at,
  refreshAfter: row.refresh_after,
  failuresInRow: row.failures_in_row,
  refusals: row.refusals,
  lastFailure:
    row.last_failure_class && row.last_failed_at
      ? { class: row.last_failure_class, code: row.last_failure_code ?? "", at: row.last_failed_at }
      : null,
  lastRefreshedAt: row.last_refreshed_at,
  lastRefreshMs: row.last_refresh_ms,
  provenAt: row.proven_at,
  askedMs: row.asked_ms ?? null,
  checkWaitMs: row.check_wait_ms ?? null,
});
