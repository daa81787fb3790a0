/** Why a token request is refused, finer than the standard's codes, because providers word these differently. */
export type TokenProblem =
  | "client"
  | "request"
  | "grant_type"
  | "scope"
  | "code"
  | "code_late"
  | "redirect"
  | "verifier"
  | "refresh_token"
  | "mfa";

/** An answer in the provider's own form. A text stands for one that is not JSON. */
export type TokenRefusal = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> | string;
  readonly headers?: Readonly<Record<string, string>>;
};
