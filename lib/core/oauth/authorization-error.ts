import type { ProviderDefinition } from "../providers/definition";
import type { ErrorClass } from "../providers/definition-reply";

/** How an attempt ends by the error of its authorization response. Names of the failure catalogue. */
export type AuthorizationEnding = "denied" | "setup" | "provider_down" | "expired" | "unknown";

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

const BY_CLASS: Readonly<Partial<Record<ErrorClass, AuthorizationEnding>>> = {
  consent_denied: "denied",
  config_client: "setup",
  config_redirect: "setup",
  config_scope: "setup",
  request_invalid: "setup",
  rate_limited: "provider_down",
  transient: "provider_down",
  flow_timeout: "expired",
};

/** Reads an error code by the definition's rules first, then by the standard. The code is untrusted and is compared only. */
export function effectOfAuthorizationError(definition: Pick<ProviderDefinition, "errors">, error: string): AuthorizationEnding {
  const rule = definition.errors.find((r) => r.where === "authorization" && r.equals === error);
  return (rule && BY_CLASS[rule.class]) ?? (Object.hasOwn(STANDARD, error) ? STANDARD[error] : undefined) ?? "unknown";
}
