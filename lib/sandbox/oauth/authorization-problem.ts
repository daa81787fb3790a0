/** Why an application is told that its authorization request is wrong, or that a person said no. */
export type AuthorizationProblem = "response_type" | "scope_missing" | "scope" | "state_missing" | "challenge" | "denied";

/** RFC 6749 §4.1.2.1. `more` holds what a provider says besides, under its own names. */
export type AuthorizationRefusal = {
  readonly error: string;
  readonly description: string | null;
  readonly more?: Readonly<Record<string, string>>;
};
