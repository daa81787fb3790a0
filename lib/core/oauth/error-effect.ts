import type { FailureClass } from "../connections/connection";
import type { ErrorClass } from "../providers/definition-reply";

/** What a failed call does to the connection, the provider or the attempt (`reliability.md` 4). */
export type ErrorEffect =
  | "grant_rejected"
  | "client_misconfigured"
  | "throttled"
  | "provider_unavailable"
  | "malformed_response"
  | "refresh_and_retry"
  | "scope_reduced"
  | "attempt_ends";

/** `failure` is who acts, as stored with the connection; null: no failure of the connection is recorded. */
type Entry = { readonly effect: ErrorEffect; readonly failure: FailureClass | null };

/** How each class of reply is acted on (`architecture.md` "One vocabulary"). */
export const ERROR_EFFECTS = {
  grant_dead: { effect: "grant_rejected", failure: "grant" },
  reauth_required: { effect: "grant_rejected", failure: "grant" },
  config_client: { effect: "client_misconfigured", failure: "setup" },
  config_redirect: { effect: "client_misconfigured", failure: "setup" },
  config_scope: { effect: "client_misconfigured", failure: "setup" },
  request_invalid: { effect: "client_misconfigured", failure: "setup" },
  rate_limited: { effect: "throttled", failure: "provider" },
  transient: { effect: "provider_unavailable", failure: "provider" },
  reply_malformed: { effect: "malformed_response", failure: "provider" },
  token_expired: { effect: "refresh_and_retry", failure: null },
  insufficient_scope: { effect: "scope_reduced", failure: null },
  consent_denied: { effect: "attempt_ends", failure: null },
  code_invalid: { effect: "attempt_ends", failure: null },
  flow_timeout: { effect: "attempt_ends", failure: null },
  account_conflict: { effect: "attempt_ends", failure: null },
} as const satisfies Record<ErrorClass, Entry>;

export const effectOf = (errorClass: ErrorClass): ErrorEffect => ERROR_EFFECTS[errorClass].effect;

/** Who acts on a failed call of a connection; null where the connection itself has not failed. */
export const failureClassOf = (errorClass: ErrorClass): FailureClass | null => ERROR_EFFECTS[errorClass].failure;
