/**
 * A habit that the look-alike reproduces. The server asks for a rule by its name; what it says about
 * itself on its pages stands beside it, with where the knowledge comes from.
 */
export type Rule =
  | "basic_encoded"
  | "scope_in_token_request"
  | "refresh_token_rotates"
  | "used_refresh_token_refused"
  | "token_errors_as_rfc6749"
  | "user_agent_required"
  | "bearer_lower_case"
  | "api_401_in_header"
  | "api_403_insufficient_scope"
  | "identity_without_id"
  | "code_single_use"
  | "pkce_checked"
  | "redirect_exact"
  | "redirect_https"
  | "denial_returns_state"
  | "application_token"
  | "no_revocation";

/** `inferred`: taken from the software behind the provider or from the standard, not from the provider's own documents. */
export type Behaviour = { readonly rule: Rule; readonly evidence: "documented" | "inferred"; readonly says: string };

/** A made-up person. Addresses end in `.test` (RFC 2606 §2), so no letter can ever reach anybody. */
export type SeedAccount = {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly email: string;
  readonly phone: string;
  readonly note: string;
};

/** An address of the look-alike's API: what it needs and which made-up body it gives. */
export type Resource = { readonly address: string; readonly scope: string; readonly body: "user" | "listings" };

/** Everything a look-alike knows that its definition does not say. Lifetimes are seconds. */
export type Quirks = {
  readonly providerId: string;
  readonly behaviours: readonly Behaviour[];
  readonly accounts: readonly SeedAccount[];
  /** Scope value -> what a person reads beside its tick box. */
  readonly scopeWords: Readonly<Record<string, string>>;
  readonly accessLifetimeSeconds: number;
  /** Used where the definition documents none. */
  readonly codeLifetimeSeconds: number;
  /** Lifetime of a token for the application itself; null: no such grant. */
  readonly applicationLifetimeSeconds: number | null;
  readonly resources: readonly Resource[];
};

export const hasRule = (quirks: Quirks, rule: Rule): boolean => quirks.behaviours.some((behaviour) => behaviour.rule === rule);
