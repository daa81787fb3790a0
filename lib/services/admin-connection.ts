import { conditionOf, failureShown } from "../core/connections/condition";
import { reasonOf } from "../core/connections/reason";
import { allows } from "../core/connections/transitions";
import { failure } from "../core/errors";
import type { AdminConnection, AdminConnectionDetail, RefreshAttemptRecord, RegistrationState } from "../core/ports/admin";
import type { EventRecord } from "../core/ports/history";
import type { RepairLinkRecord } from "../core/ports/repair-links";
import { err, ok } from "../core/result";
import { may, type Role } from "../core/roles";
import {
  ADMIN_ACTS,
  type AdminActName,
  type AdminConnectionView,
  type AdminDetailView,
  type RefreshAttemptView,
} from "../views/admin";
import type { EventView } from "../views/connection";
import { EVENTS_A_PAGE, olderThan } from "./activity";
import { adminOnly } from "./admin-only";
import { isThrottled } from "./admin-provider";
import { isByAdmin, lastDays, revocationOf, scopesOf } from "./connection-detail";
import type { Actor, AdminServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { presentConnection } from "./present-connection";
import { presentReceipt } from "./present-receipt";
import { definitionOf } from "./resolve-target";
import { whyNotShared } from "./share-link";

type Deps = Pick<Dependencies, "admin" | "connections" | "definitions" | "clock" | "links">;

const ATTEMPTS_SHOWN = 25;
/** The id of an event, as an address has it. */
const EVENT = /^\d{1,18}$/;

/** A connection as admins list it. */
export function presentForAdmin(
  deps: Pick<Dependencies, "definitions">,
  { connection, owner }: AdminConnection,
  now: Date,
): AdminConnectionView {
  const { keeping } = connection;
  const view = presentConnection(definitionOf(deps, connection.providerId), connection, now);
  const reason = reasonOf(view.state, connection, view.scopesMissing.length);
  return {
    connection: view,
    owner,
    condition: conditionOf(view.state, failureShown(view.state, keeping), connection.trouble?.kind ?? null),
    reason: reason && {
      text: reason.text,
      values: { provider: view.provider.name, count: view.scopesMissing.length },
      code: reason.code,
    },
    lastSuccessAt: keeping.obtainedAt.toISOString(),
    failuresInRow: keeping.failuresInRow,
  };
}

/** One connection with all that tells an admin why it stands as it does. */
export async function adminConnection(
  deps: Deps,
  actor: Actor,
  id: string,
  { timeZone, before: sent }: NonNullable<Parameters<AdminServices["adminConnection"]>[2]> = { timeZone: null, before: null },
): ReturnType<AdminServices["adminConnection"]> {
  const found = await adminOnly(actor, () => deps.admin.connection(id));
  if (!found.ok) return found;
  if (found.value === null) return err(failure("not_found"));
  const { connection } = found.value;
  const before = sent !== null && EVENT.test(sent) ? sent : null;
  const shown = presentForAdmin(deps, found.value, deps.clock.now());
  const definition = definitionOf(deps, connection.providerId);
  const [attempts, events, link, days, paused, byAdmin] = await Promise.all([
    deps.admin.attempts(id, ATTEMPTS_SHOWN),
    deps.admin.events(id, EVENTS_A_PAGE + 1, before),
    deps.links.openOf(id),
    lastDays(deps, { id, zone: timeZone ?? "UTC", brokenSince: shown.connection.brokenSince }),
    connection.status === "PAUSED" ? deps.connections.whoLast(id, "paused") : null,
    isByAdmin(deps, connection),
  ]);
  return ok({
    ...present(deps, found.value, shown),
    attempts: attempts.map(attemptView),
    events: events.slice(0, EVENTS_A_PAGE).map((event) => eventView(event, shown.connection.provider.name)),
    before,
    olderEvents: olderThan(events),
    pausedBy: paused === "admin" || paused === "seller" ? paused : null,
    scopes: definition ? scopesOf(definition, connection) : [],
    days,
    receipt: presentReceipt(connection),
    revocation: revocationOf(definition, connection.environmentId),
    byAdmin,
    ...whatMayBeDone(deps, actor.role, found.value, link),
  });
}

/** What an admin of a role may do to a connection as it stands. */
function whatMayBeDone(
  deps: Deps,
  role: Role,
  { connection, owner }: AdminConnectionDetail,
  link: RepairLinkRecord | null,
): Pick<AdminDetailView, "acts" | "link"> {
  if (!may(role, "act_on_connections")) return { acts: [], link: null };
  const { status, keeping } = connection;
  const can: Readonly<Record<AdminActName, boolean>> = {
    refresh: status === "ACTIVE" && keeping.hasRefresh,
    pause: allows(status, "paused"),
    resume: allows(status, "resumed"),
    disconnect: allows(status, "revoke_requested"),
  };
  const { state } = presentConnection(definitionOf(deps, connection.providerId), connection, deps.clock.now());
  return {
    acts: ADMIN_ACTS.filter((act) => can[act]),
    link: {
      cannot: whyNotShared(connection, state),
      openUntil: link?.expiresAt.toISOString() ?? null,
      canMail: owner.email !== null,
    },
  };
}

/** What follows from the connection and its client alone. */
function present(deps: Deps, detail: AdminConnectionDetail, shown: AdminConnectionView) {
  const now = deps.clock.now();
  const { connection, registration } = detail;
  const { keeping, scopeGranted } = connection;
  return {
    ...shown,
    shownAt: now.toISOString(),
    lastFailure: keeping.lastFailure && { ...keeping.lastFailure, at: keeping.lastFailure.at.toISOString() },
    refusals: keeping.refusals,
    generation: keeping.generation,
    keyId: detail.keyId,
    fingerprint: detail.fingerprint,
    environmentId: connection.environmentId,
    registrationId: registration.id,
    registration: registrationWord(registration, now),
    frozenUntil: registration.frozenUntil?.toISOString() ?? null,
    accountKey: connection.accountKey,
    scopeGiven: scopeGranted,
    scopeMissing: shown.connection.scopesMissing.map(({ value }) => value),
  } satisfies Partial<AdminDetailView>;
}

function registrationWord(registration: RegistrationState, now: Date): AdminDetailView["registration"] {
  if (registration.trouble !== null) return registration.trouble;
  if (isThrottled(registration, now)) return "throttled";
  return registration.enabled ? "in_use" : "off";
}

const attemptView = (attempt: RefreshAttemptRecord): RefreshAttemptView => ({
  id: attempt.id,
  at: attempt.at.toISOString(),
  trigger: attempt.trigger,
  state: attempt.state,
  tries: attempt.tries,
  status: attempt.status,
  durationMs: attempt.durationMs,
  failure:
    attempt.errorClass === null
      ? null
      : { class: attempt.replyClass ?? attempt.errorClass, code: attempt.errorCode ?? "", text: attempt.errorText },
  reference: attempt.reference,
});

/** The seller's timeline as somebody else reads it. */
const eventView = (event: EventRecord, provider: string): EventView => ({
  id: event.id,
  at: event.at.toISOString(),
  text: `event.${event.type}`,
  values: { ...event.data, provider, actor: event.actorKind },
  actor: event.actorKind,
  reference: event.reference,
});
