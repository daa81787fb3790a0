import type { ConnectionRecord, KeepingRecord } from "@/lib/core/connections/record";

/** The instant at which everything of a made-up record happened. */
export const AT = new Date("2026-11-22T12:00:00Z");

/** A connection that works, changed where a test says so. */
export function connectionRecord(change: Partial<ConnectionRecord> = {}, keeping: Partial<KeepingRecord> = {}): ConnectionRecord {
  return {
    id: "con_1",
    ownerId: "usr_1",
    providerId: "market",
    environmentId: "production",
    registrationId: "reg_1",
    trouble: null,
    providerPaused: false,
    stoppedAt: null,
    isTest: false,
    label: "Shop",
    accountIssuer: "market",
    accountKey: null,
    accountName: null,
    status: "ACTIVE",
    reauthReason: null,
    revocationResult: null,
    scopeWanted: [],
    scopeGranted: [],
    connectedAt: AT,
    pausedAt: null,
    brokenSince: null,
    disconnectedAt: null,
    accessUntil: null,
    isMuted: false,
    ...change,
    ending: { reference: null, tries: 0, nextTryAt: null, closedAt: null, proven: null, why: null },
    keeping: {
      generation: 1,
      hasRefresh: true,
      obtainedAt: AT,
      accessExpiresAt: AT,
      accessEndKnown: true,
      refreshExpiresAt: null,
      refreshAfter: AT,
      failuresInRow: 0,
      refusals: 0,
      lastFailure: null,
      lastRefreshedAt: null,
      lastRefreshMs: null,
      askedMs: null,
      checkWaitMs: null,
      provenAt: null,
      ...keeping,
    },
  };
}
