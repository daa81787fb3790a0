import type { ProviderDefinition } from "../providers/definition";

type ScopeRules = Pick<ProviderDefinition, "scope">;
type Separator = ProviderDefinition["scope"]["separator"];

/** What to ask for: everything required, and of the optional values those the seller chose. Unknown choices are dropped. */
export function wantedScope({ scope }: ScopeRules, chosen: readonly string[]): readonly string[] {
  return [...new Set([...scope.required, ...scope.optional.filter((value) => chosen.includes(value))])];
}

/** Joins for a request body. A `+` between values is how a form writes the space, so it is a space here. */
export const joinScope = (values: readonly string[], separator: Separator): string =>
  values.join(separator === "+" ? " " : separator);

/** Splits what a reply reports. White space separates always, whatever else does (RFC 6749 §3.3). */
export function splitScope(text: string, separator: Separator): readonly string[] {
  const parts = text.split(separator === "," ? /[,\s]+/ : separator === "+" ? /[+\s]+/ : /\s+/);
  return [...new Set(parts.filter((part) => part !== ""))];
}

/**
 * What was granted, given what the reply said.
 *
 * A reply without `scope` means "as requested" (RFC 6749 §5.1). `TokenGrant.scope` stays null then, so
 * that "the provider said so" and "the provider said nothing" can still be told apart; who needs a set
 * to compare or to send again takes this one.
 */
export const grantedScope = (reported: readonly string[] | null, requested: readonly string[]): readonly string[] =>
  reported ?? requested;

/** Values that were wanted and not granted. Never empty when the grant is narrower (`security.md` A17). */
export const missingScope = (wanted: readonly string[], granted: readonly string[]): readonly string[] =>
  wanted.filter((value) => !granted.includes(value));
