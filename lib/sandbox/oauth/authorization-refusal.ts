import type { Quirks } from "../quirks/quirks";

/** Why an application is told that its authorization request is wrong, or that a person said no. */
export type AuthorizationProblem =
  | "response_type"
  | "scope_missing"
  | "scope"
  | "state_missing"
  | "challenge"
  | "constant"
  | "denied";

/** RFC 6749 §4.1.2.1. `more` holds what a provider says besides, under its own names. */
export type AuthorizationRefusal = {
  readonly error: string;
  readonly description: string | null;
  readonly more?: Readonly<Record<string, string>>;
};

const CODES: Readonly<Record<AuthorizationProblem, string>> = {
  response_type: "unsupported_response_type",
  scope_missing: "invalid_scope",
  scope: "invalid_scope",
  state_missing: "invalid_request",
  challenge: "invalid_request",
  constant: "invalid_request",
  denied: "access_denied",
};

/** The refusal in the provider's words, or as the standard spells it. */
export const refusalOf = (quirks: Quirks, problem: AuthorizationProblem): AuthorizationRefusal =>
  quirks.authorizationRefusals?.[problem] ?? { error: CODES[problem], description: null };
