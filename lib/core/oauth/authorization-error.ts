import type { ProviderDefinition } from "../providers/definition";
import type { ErrorClass } from "../providers/definition-reply";
import { matchErrorRule } from "./error-rules";

/** How an attempt ends by the error of its authorization response. Names of the failure catalogue. */
export const AUTHORIZATION_ENDINGS = ["denied", "setup", "provider_down", "expired", "unknown"] as const;
export type AuthorizationEnding = (typeof AUTHORIZATION_ENDINGS)[number];

/** RFC 6749 §4.1.2.1, and `invalid_client`, which some servers redirect with. */
const STANDARD: Readonly<Record<string, AuthorizationEnding>> = {
  access_denied: "denied",
  invalid_request: "setup",
  unauthorized_client: "setup",
  unsupported_response_type: "setup",
  invalid_scope: "setup",
  invalid_client: "setup",
  server_error: "provider_down",
  temporarily_unavailable: "provider_down",
};

const BY_CLASS: Readonly<Record<ErrorClass, AuthorizationEnding>> = {
  consent_denied: "denied",
  config_client: "setup",
  config_redirect: "setup",
  config_scope: "setup",
  request_invalid: "setup",
  insufficient_scope: "setup",
  rate_limited: "provider_down",
  transient: "provider_down",
  flow_timeout: "expired",
  // None of these can be said of a flow that has brought nothing yet.
  code_invalid: "unknown",
  grant_dead: "unknown",
  reauth_required: "unknown",
  token_expired: "unknown",
  account_conflict: "unknown",
  reply_malformed: "unknown",
};

/** What an authorization response says about its failure. Untrusted: it is compared with what we know, and nothing else. */
export type AuthorizationError = {
  readonly error: string;
  readonly errorCode?: string | null;
  readonly description?: string | null;
};

type ErrorRules = Pick<ProviderDefinition, "errors" | "reply">;

/** What the definition's own rules say about an error; null: nothing. A rule's `text` is a part of the description here. */
export const classOfAuthorizationError = (
  definition: ErrorRules,
  { error, errorCode = null, description = null }: AuthorizationError,
): ErrorClass | null =>
  matchErrorRule(definition, {
    where: "authorization",
    status: 0,
    headers: {},
    text: description ?? "",
    body: { error, errorCode },
  });

/** The code that an admin may read: what came through a browser may hold anything, so only plain characters of it stay. */
export const plainCode = ({ error, errorCode = null }: AuthorizationError): string =>
  (errorCode ?? error).replace(/[^A-Za-z0-9_.-]/g, "").slice(0, 80);

/** How an error ends the attempt: by the definition's rules first, then by the standard. */
export function effectOfAuthorizationError(definition: ErrorRules, told: AuthorizationError): AuthorizationEnding {
  const byRule = classOfAuthorizationError(definition, told);
  if (byRule !== null) return BY_CLASS[byRule];
  return (Object.hasOwn(STANDARD, told.error) ? STANDARD[told.error] : undefined) ?? "unknown";
}
