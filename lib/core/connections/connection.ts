/** Stored status of a connection (`reliability.md` 6). Health and display state are derived, never stored. */
export const STATUSES = ["ACTIVE", "NEEDS_REAUTH", "PAUSED", "REVOKING", "REVOKED"] as const;
export type ConnectionStatus = (typeof STATUSES)[number];

/** Its end was asked for: nothing of it is used any more, whether the provider has heard of it or not. */
export const isEnded = (status: ConnectionStatus): boolean => status === "REVOKING" || status === "REVOKED";

/** Why a connection needs its seller again. */
export const REAUTH_REASONS = [
  "invalid_grant",
  "sign_in_again",
  "refresh_outcome_lost",
  "refresh_token_expired",
  "no_refresh_token",
  "consent_revoked",
  "account_mismatch",
  "issuer_changed",
  "decrypt_failed",
  "restored_from_backup",
] as const;
export type ReauthReason = (typeof REAUTH_REASONS)[number];

/** How a disconnect ended at the provider. */
export const REVOCATION_RESULTS = ["confirmed", "unconfirmed", "no_way"] as const;
export type RevocationResult = (typeof REVOCATION_RESULTS)[number];

/**
 * Why an end is unconfirmed. `given_up`: the provider was asked for 24 hours. `refused`: it answered so that asking again
 * cannot help. `not_asked`: something of ours kept us from asking. `newer`: asking would have ended what the seller has
 * connected since. `in_doubt`: what it answered may mean something else.
 */
export const UNCONFIRMED_WHYS = ["given_up", "refused", "not_asked", "newer", "in_doubt"] as const;
export type UnconfirmedWhy = (typeof UNCONFIRMED_WHYS)[number];

/** Who acts on a failure (`ux.md` 3.3). */
export const FAILURE_CLASSES = ["grant", "provider", "setup", "ours"] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** What can happen to a connection. */
export const CONNECTION_EVENTS = [
  "authorization_completed",
  "reauthorization_completed",
  "refresh_started",
  "refresh_succeeded",
  "refresh_failed_transient",
  "refresh_outcome_unknown",
  "refresh_rejected",
  "refresh_superseded",
  "tamper_detected",
  "restore_noticed",
  "paused",
  "resumed",
  "revoke_requested",
  "revoke_confirmed",
  "revoke_unconfirmed",
] as const;
export type ConnectionEvent = (typeof CONNECTION_EVENTS)[number];
