import { conditionOf } from "../core/connections/condition";
import { reasonOf } from "../core/connections/reason";
import { failure } from "../core/errors";
import type { AdminConnection, AdminConnectionDetail, RefreshAttemptRecord, RegistrationState } from "../core/ports/admin";
import type { EventRecord } from "../core/ports/history";
import { err, ok } from "../core/result";
import type { AdminConnectionView, AdminDetailView, RefreshAttemptView } from "../views/admin";
import type { EventView } from "../views/connection";
import { adminOnly } from "./admin-only";
import { isThrottled } from "./admin-provider";
import type { Actor, AdminServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { presentConnection } from "./present-connection";
import { definitionOf } from "./resolve-target";

type Deps = Pick<Dependencies, "admin" | "definitions" | "clock">;

const ATTEMPTS_SHOWN = 25;
const EVENTS_SHOWN = 20;

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
    condition: conditionOf(
      view.state,
      keeping.failuresInRow > 0 ? (keeping.lastFailure?.class ?? null) : null,
      connection.trouble?.kind ?? null,
    ),
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
export async function adminConnection(deps: Deps, actor: Actor, id: string): ReturnType<AdminServices["adminConnection"]> {
  const found = await adminOnly(actor, () => deps.admin.connection(id));
  if (!found.ok) return found;
  if (found.value === null) return err(failure("not_found"));
  const attempts = await deps.admin.attempts(id, ATTEMPTS_SHOWN);
  return ok(present(deps, found.value, attempts, await deps.admin.events(id, EVENTS_SHOWN)));
}

function present(
  deps: Deps,
  detail: AdminConnectionDetail,
  attempts: readonly RefreshAttemptRecord[],
  events: readonly EventRecord[],
): AdminDetailView {
  const now = deps.clock.now();
  const { connection, registration } = detail;
  const { keeping, scopeGranted } = connection;
  const shown = presentForAdmin(deps, detail, now);
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
    attempts: attempts.map(attemptView),
    events: events.map((event) => eventView(event, shown.connection.provider.name)),
  };
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
