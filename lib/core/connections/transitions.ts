import { type ConnectionEvent, type ConnectionStatus, STATUSES } from "./connection";

/** The status of a connection that `authorization_completed` has just created. */
export const FIRST_STATUS = "ACTIVE" satisfies ConnectionStatus;

/**
 * The state machine of `reliability.md` 6, whole: null means that the event cannot happen there.
 *
 * A reply that arrives while paused is still kept, because it may hold the only usable refresh token.
 * One that arrives after a disconnect, or after the connection was given up, is `refresh_superseded`.
 */
export const TRANSITIONS = {
  ACTIVE: {
    authorization_completed: null,
    reauthorization_completed: "ACTIVE",
    refresh_started: "ACTIVE",
    refresh_succeeded: "ACTIVE",
    refresh_failed_transient: "ACTIVE",
    refresh_outcome_unknown: "ACTIVE",
    refresh_rejected: "NEEDS_REAUTH",
    refresh_superseded: "ACTIVE",
    tamper_detected: "NEEDS_REAUTH",
    restore_noticed: "NEEDS_REAUTH",
    paused: "PAUSED",
    resumed: null,
    revoke_requested: "REVOKING",
    revoke_confirmed: null,
    revoke_unconfirmed: null,
  },
  NEEDS_REAUTH: {
    authorization_completed: null,
    reauthorization_completed: "ACTIVE",
    refresh_started: null,
    refresh_succeeded: null,
    refresh_failed_transient: null,
    refresh_outcome_unknown: null,
    refresh_rejected: null,
    refresh_superseded: "NEEDS_REAUTH",
    tamper_detected: "NEEDS_REAUTH",
    restore_noticed: null,
    paused: null,
    resumed: null,
    revoke_requested: "REVOKING",
    revoke_confirmed: null,
    revoke_unconfirmed: null,
  },
  PAUSED: {
    authorization_completed: null,
    // Who signs in again at the marketplace wants it to work.
    reauthorization_completed: "ACTIVE",
    refresh_started: null,
    refresh_succeeded: "PAUSED",
    refresh_failed_transient: "PAUSED",
    refresh_outcome_unknown: "PAUSED",
    // A pause outlasts a refusal: the next refresh after resuming meets it again.
    refresh_rejected: "PAUSED",
    refresh_superseded: "PAUSED",
    tamper_detected: "NEEDS_REAUTH",
    restore_noticed: "NEEDS_REAUTH",
    paused: null,
    resumed: "ACTIVE",
    revoke_requested: "REVOKING",
    revoke_confirmed: null,
    revoke_unconfirmed: null,
  },
  REVOKING: {
    authorization_completed: null,
    reauthorization_completed: null,
    refresh_started: null,
    refresh_succeeded: null,
    refresh_failed_transient: null,
    refresh_outcome_unknown: null,
    refresh_rejected: null,
    refresh_superseded: "REVOKING",
    tamper_detected: null,
    restore_noticed: null,
    paused: null,
    resumed: null,
    revoke_requested: null,
    revoke_confirmed: "REVOKED",
    revoke_unconfirmed: "REVOKED",
  },
  REVOKED: {
    authorization_completed: null,
    reauthorization_completed: "ACTIVE",
    refresh_started: null,
    refresh_succeeded: null,
    refresh_failed_transient: null,
    refresh_outcome_unknown: null,
    refresh_rejected: null,
    refresh_superseded: "REVOKED",
    tamper_detected: null,
    restore_noticed: null,
    paused: null,
    resumed: null,
    revoke_requested: null,
    revoke_confirmed: null,
    revoke_unconfirmed: null,
  },
} as const satisfies Record<ConnectionStatus, Record<ConnectionEvent, ConnectionStatus | null>>;

/** Whether the event can happen in this status. */
export const allows = (status: ConnectionStatus, event: ConnectionEvent): boolean => TRANSITIONS[status][event] !== null;

/** Every status in which the event can happen, for conditional writes. */
export const statusesAllowing = (event: ConnectionEvent): ConnectionStatus[] =>
  STATUSES.filter((status) => allows(status, event));

/** Every status that the event takes to `next`. */
export const statusesLeadingTo = (next: ConnectionStatus, event: ConnectionEvent): ConnectionStatus[] =>
  STATUSES.filter((status) => TRANSITIONS[status][event] === next);

/** @throws {Error} when the event cannot happen in this status: the caller has not looked at `allows` */
export function nextStatus(status: ConnectionStatus, event: ConnectionEvent): ConnectionStatus {
  const next = TRANSITIONS[status][event];
  if (next === null) throw new Error(`connections: ${event} while ${status}`);
  return next;
}

/** By how much the generation grows: each of these makes every earlier sealed set and every late reply worthless. */
export function generationDelta(event: ConnectionEvent): 0 | 1 {
  switch (event) {
    case "authorization_completed":
    case "reauthorization_completed":
    case "refresh_succeeded":
    case "revoke_requested":
      return 1;
    default:
      return 0;
  }
}
