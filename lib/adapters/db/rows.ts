import type { ConnectionStatus, FailureClass, ReauthReason, RevocationResult } from "../../core/connections/connection";
import type { ConnectionRecord, KeepingRecord } from "../../core/connections/record";
import type { Prisma } from "./generated/client";

/** Loads a connection with all that its record needs. */
export const withKeeping = {
  owner: { select: { publicId: true } },
  registration: { select: { publicId: true } },
  credential: { omit: { sealed: true } },
} as const satisfies Prisma.ConnectionInclude;

type ConnectionRow = Prisma.ConnectionGetPayload<{ include: typeof withKeeping }>;

/** The only place where a connection's row becomes a value. The sealed token set is never loaded on this path. */
export function toConnection(row: ConnectionRow): ConnectionRecord {
  if (!row.credential) throw new Error(`database: connection ${row.publicId} has no credential row`);
  return {
    id: row.publicId,
    ownerId: row.owner.publicId,
    providerId: row.providerId,
    environmentId: row.environmentId,
    registrationId: row.registration.publicId,
    isTest: row.isTest,
    label: row.label,
    accountIssuer: row.accountIssuer,
    accountKey: row.accountKey,
    accountName: row.accountName,
    status: row.status satisfies ConnectionStatus,
    reauthReason: row.reauthReason as ReauthReason | null,
    revocationResult: row.revocationResult as RevocationResult | null,
    scopeWanted: row.scopeWanted,
    scopeGranted: row.scopeGranted,
    connectedAt: row.connectedAt,
    pausedAt: row.pausedAt,
    brokenSince: row.brokenSince,
    disconnectedAt: row.disconnectedAt,
    keeping: toKeeping(row.credential),
  };
}

function toKeeping(row: NonNullable<ConnectionRow["credential"]>): KeepingRecord {
  return {
    generation: row.generation,
    hasRefresh: row.hasRefresh,
    obtainedAt: row.obtainedAt,
    accessExpiresAt: row.accessExpiresAt,
    accessEndKnown: row.accessEndKnown,
    refreshExpiresAt: row.refreshExpiresAt,
    refreshAfter: row.refreshAfter,
    failuresInRow: row.failuresInRow,
    refusals: row.refusals,
    lastFailure:
      row.lastFailureClass && row.lastFailedAt
        ? { class: row.lastFailureClass as FailureClass, code: row.lastFailureCode ?? "", at: row.lastFailedAt }
        : null,
    lastRefreshedAt: row.lastRefreshedAt,
    lastRefreshMs: row.lastRefreshMs,
  };
}
