import { isEnded } from "../core/connections/connection";
import { displayState } from "../core/connections/display-state";
import type { DisplayStateName } from "../core/connections/display-state-input";
import type { ConnectionRecord } from "../core/connections/record";
import { missingScope } from "../core/oauth/scope";
import type { ProviderDefinition } from "../core/providers/definition";
import type { AccessClock, ConnectionView, PermissionClock, ScopeView } from "../views/connection";
import { providerView, scopeView, unknownProviderView } from "./present-provider";
import { ASK_EVERY_MS } from "./refresh-own";

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** What a browser may see of a connection. No secret is within reach here: the record does not hold one. */
export function presentConnection(
  definition: ProviderDefinition | null,
  connection: ConnectionRecord,
  now: Date,
): ConnectionView {
  const { keeping, status } = connection;
  const missing = missingScope(connection.scopeWanted, connection.scopeGranted, definition?.scope.implies);
  const state = displayState({
    status,
    providerPaused: connection.providerPaused,
    isStopped: connection.stoppedAt !== null,
    providerOutage: connection.trouble !== null,
    accessExpiresAt: keeping.accessExpiresAt,
    accessEndKnown: keeping.accessEndKnown,
    accessObtainedAt: keeping.obtainedAt,
    hasRefresh: keeping.hasRefresh,
    grantEndsAt: keeping.refreshExpiresAt,
    lastFailure: keeping.lastFailure,
    failuresInRow: keeping.failuresInRow,
    scopesMissing: missing.length,
    now,
  });
  const shared = sharedOf(connection, state.name);
  return {
    id: connection.id,
    label: connection.label,
    provider: definition ? providerView(definition, connection.environmentId) : unknownProviderView(connection.providerId),
    account: connection.accountName,
    state: state.name,
    also: state.also,
    needsSeller: state.needsSeller,
    shared,
    // Only an admin resumes it.
    isPausedHere: state.name === "paused" && (status !== "PAUSED" || connection.stoppedAt !== null),
    isStopped: connection.stoppedAt !== null && !isEnded(status),
    access: accessClock(connection, now, state.name),
    permission: permissionClock(connection, definition?.refreshLifetime.sliding === true && state.name !== "ends_soon"),
    connectedAt: connection.connectedAt.toISOString(),
    disconnectedAt: iso(connection.disconnectedAt),
    isEnding: status === "REVOKING",
    brokenSince: iso(connection.brokenSince ?? (state.name === "trouble_off" ? keeping.accessExpiresAt : null)),
    lastRenewedAt: iso(keeping.lastRefreshedAt),
    lastRenewalMs: keeping.lastRefreshMs,
    // Which of them is tried next is not known while all of them have trouble.
    nextTryAt: status === "ACTIVE" && keeping.failuresInRow > 0 && shared === null ? iso(keeping.refreshAfter) : null,
    refreshWaitSeconds: refreshWait(connection),
    scopesMissing: missing.map(
      (value): ScopeView =>
        definition ? scopeView(definition, value, false) : { value, text: null, writes: false, given: false },
    ),
  };
}

/** Said only where it is the reason for the state. */
function sharedOf({ trouble }: ConnectionRecord, state: DisplayStateName): ConnectionView["shared"] {
  if (trouble === null || (state !== "trouble_off" && state !== "trouble_on")) return null;
  return trouble.kind === "credentials" ? "setup" : "provider";
}

function accessClock(
  { status, keeping, brokenSince, stoppedAt }: ConnectionRecord,
  now: Date,
  state: DisplayStateName,
): AccessClock {
  const { accessExpiresAt, refreshAfter, hasRefresh, accessEndKnown } = keeping;
  if (isEnded(status)) return { kind: "none" };
  if (status === "NEEDS_REAUTH") return { kind: "over", since: (brokenSince ?? accessExpiresAt ?? now).toISOString() };
  if (accessExpiresAt && accessExpiresAt <= now && (!hasRefresh || keeping.failuresInRow > 0 || state === "trouble_off"))
    return { kind: "over", since: accessExpiresAt.toISOString() };
  if (hasRefresh && refreshAfter && status === "ACTIVE" && stoppedAt === null)
    return { kind: "auto", renewsAt: refreshAfter.toISOString(), endsAt: iso(accessExpiresAt) };
  if (accessExpiresAt && accessEndKnown) return { kind: "until", endsAt: accessExpiresAt.toISOString() };
  return { kind: "unknown" };
}

/** @param moves each renewal moves the end on, and none is in doubt. */
function permissionClock({ status, keeping }: ConnectionRecord, moves: boolean): PermissionClock {
  if (status === "NEEDS_REAUTH" || isEnded(status)) return { kind: "ended" };
  if (!keeping.hasRefresh) return { kind: "no_auto", endsAt: iso(keeping.accessExpiresAt) };
  if (!keeping.refreshExpiresAt) return { kind: "unknown" };
  return { kind: moves ? "renewed" : "known", endsAt: keeping.refreshExpiresAt.toISOString() };
}

/** null where a renewal cannot help. Only what people asked for counts: nobody waits because we tried by ourselves. */
function refreshWait({ status, keeping, providerPaused }: ConnectionRecord): number | null {
  if (status !== "ACTIVE" || !keeping.hasRefresh || providerPaused) return null;
  return keeping.askedMs === null ? 0 : Math.max(0, Math.ceil((ASK_EVERY_MS - keeping.askedMs) / 1000));
}
