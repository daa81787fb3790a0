import type { Quirks } from "../quirks/quirks";
import type { AuthorizationProblem, AuthorizationRefusal } from "./authorization-problem";

const CODES: Readonly<Record<AuthorizationProblem, string>> = {
  response_type: "unsupported_response_type",
  scope_missing: "invalid_scope",
  scope: "invalid_scope",
  state_missing: "invalid_request",
  challenge: "invalid_request",
  denied: "access_denied",
};

/** The refusal in the provider's words, or as the standard spells it. */
export const refusalOf = (quirks: Quirks, problem: AuthorizationProblem): AuthorizationRefusal =>
  quirks.authorizationRefusals?.[problem] ?? { error: CODES[problem], description: null };
