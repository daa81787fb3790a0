import type { ProviderDefinition } from "../providers/definition";
import { withoutSuffix } from "./user-value";

/** Longer than any documented code or state; what is longer is refused unread. */
const LONGEST_PARAMETER = 4096;

/**
 * The authorization response, read but not yet trusted: `state` still has to be matched with an
 * attempt. `malformed` covers everything that no honest provider sends.
 */
export type AuthorizationResponse =
  | {
      readonly kind: "code";
      readonly state: string;
      readonly code: string;
      readonly iss: string | null;
      readonly captured: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "error";
      readonly state: string | null;
      readonly error: string;
      /** The provider's own code beside the standard's, where it sends one. */
      readonly errorCode: string | null;
      readonly description: string | null;
      readonly iss: string | null;
    }
  | {
      readonly kind: "malformed";
      readonly state: string | null;
      readonly why: "duplicate_parameter" | "no_state" | "no_code" | "too_long";
    };

/**
 * Reads the query of a redirect to our redirect URI.
 *
 * @param parameters the raw query; untrusted. RFC 6749 §3.1: parameters must not be repeated.
 * @see RFC 6749 §4.1.2 and §4.1.2.1; RFC 9207 §2
 */
export function readAuthorizationResponse(
  definition: Pick<ProviderDefinition, "callback" | "variables">,
  parameters: URLSearchParams,
): AuthorizationResponse {
  const { names, capture, verify } = definition.callback;
  const signature = verify === "none" ? [] : [verify.hmacSha256];
  const own = [...(names.errorCode === null ? [] : [names.errorCode]), ...Object.keys(capture), ...signature];
  const seen = [names.code, names.state, names.error, names.errorDescription, "iss", ...own];
  const state = only(parameters, names.state);
  for (const name of seen) {
    if (parameters.getAll(name).length > 1) return { kind: "malformed", state, why: "duplicate_parameter" };
  }
  const code = only(parameters, names.code);
  const error = only(parameters, names.error);
  const iss = only(parameters, "iss");
  if ([state, code, iss].some((value) => value !== null && value.length > LONGEST_PARAMETER))
    return { kind: "malformed", state: null, why: "too_long" };
  if (error !== null)
    return {
      kind: "error",
      state,
      error: error.slice(0, 200),
      errorCode: names.errorCode === null ? null : only(parameters, names.errorCode),
      description: only(parameters, names.errorDescription),
      iss,
    };
  if (state === null) return { kind: "malformed", state: null, why: "no_state" };
  if (code === null) return { kind: "malformed", state, why: "no_code" };

  const captured: Record<string, string> = {};
  for (const [parameter, variable] of Object.entries(capture)) {
    const value = only(parameters, parameter);
    const described = definition.variables.find(({ name }) => name === variable);
    if (value !== null) captured[variable] = withoutSuffix(described ?? {}, value);
  }
  return { kind: "code", state, code, iss, captured };
}

/** The value of a parameter that stands exactly once and is not empty. */
function only(parameters: URLSearchParams, name: string): string | null {
  const values = parameters.getAll(name);
  return values.length === 1 && values[0] ? values[0] : null;
}
