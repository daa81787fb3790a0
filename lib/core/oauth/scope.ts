import type { ProviderDefinition } from "../providers/definition";

type ScopeRules = Pick<ProviderDefinition, "scope">;
type Separator = ProviderDefinition["scope"]["separator"];

/**
 * What to ask for: everything required, exactly one of those that exclude each other, and of the optional
 * values those the seller chose. Unknown choices are dropped.
 */
export function wantedScope({ scope }: ScopeRules, chosen: readonly string[]): readonly string[] {
  const one = chosenOne(scope.oneOf, chosen);
  const optional = scope.optional.filter((value) => chosen.includes(value));
  return [...new Set([...scope.required, ...(one === null ? [] : [one]), ...optional])];
}

/** The value of several that was chosen; the first where none was, or more than one. null: there is nothing to choose. */
export function chosenOne(oneOf: readonly string[], chosen: readonly string[]): string | null {
  const picked = oneOf.filter((value) => chosen.includes(value));
  return (picked.length === 1 ? picked[0] : oneOf[0]) ?? null;
}

/** Joins for a request body. A `+` between values is how a form writes the space, so it is a space here. */
export const joinScope = (values: readonly string[], separator: Separator): string =>
  values.join(separator === "+" ? " " : separator);

/**
 * Splits what a reply reports. White space separates always, whatever else does (RFC 6749 §3.3).
 *
 * A value with a control character or half a character is no permission of anybody's and cannot be
 * stored: it is left out, so that the tokens beside it are kept.
 */
export function splitScope(text: string, separator: Separator): readonly string[] {
  const parts = text.split(separator === "," ? /[,\s]+/ : separator === "+" ? /[+\s]+/ : /\s+/);
  return [...new Set(parts.filter((part) => part !== "" && !/[\p{Cc}\p{Cs}]/u.test(part)))];
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

/**
 * Values that were wanted and not granted. Never empty when the grant is narrower (`security.md` A17).
 *
 * @param implies values that contain others: a reply that leaves the others out grants them all the same
 */
export function missingScope(
  wanted: readonly string[],
  granted: readonly string[],
  implies: ProviderDefinition["scope"]["implies"] = {},
): readonly string[] {
  const held = withImplied(granted, implies);
  return wanted.filter((value) => !held.has(value));
}

/** What was granted, and everything that it contains. */
export function withImplied(granted: readonly string[], implies: ProviderDefinition["scope"]["implies"]): ReadonlySet<string> {
  const held = new Set(granted);
  // A set takes in what is added while it is walked, so this follows chains and ends at circles.
  for (const value of held) {
    for (const contained of Object.hasOwn(implies, value) ? (implies[value] ?? []) : []) held.add(contained);
  }
  return held;
}
