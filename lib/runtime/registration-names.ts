import "#node-only";
import type { ProviderDefinition } from "../core/providers/definition";

type Source = Readonly<Record<string, string | undefined>>;
type Named = { readonly name: string; readonly prefix: string };

const constantCase = (text: string): string => text.toUpperCase().replaceAll("-", "_");

/**
 * The names of a provider's registrations in the order of preference, each with the front of its variables.
 *
 * @returns the registration without a name last; and faults, with the names of variables only
 */
export function registrationNames(
  definition: ProviderDefinition,
  definitions: readonly ProviderDefinition[],
  source: Source,
): { readonly names: readonly Named[]; readonly faults: readonly string[] } {
  const front = constantCase(definition.id);
  const list = `${front}_REGISTRATIONS`;
  const listed = (source[list] ?? "").split(/[\s,]+/).filter((name) => name !== "");
  const faults: string[] = [];
  if (listed.some((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 32))
    faults.push(`${list}: must be names of small letters, digits and dashes, with spaces between them`);
  else if (new Set(listed).size < listed.length) faults.push(`${list}: names one twice`);
  // FOO_BAR_CLIENT_ID would be of the provider foo-bar, and of the registration bar of foo.
  else if (listed.some((name) => definitions.some(({ id }) => id === `${definition.id}-${name}`)))
    faults.push(`${list}: uses a name that is part of another marketplace's`);
  if (faults.length > 0) return { names: [], faults };

  const names = [...listed.map((name) => ({ name, prefix: `${front}_${constantCase(name)}` })), { name: "", prefix: front }];
  return { names, faults: unlistedFaults(definition, definitions, names, source) };
}

/** A registration that the list forgot would be left out silently. */
function unlistedFaults(
  definition: ProviderDefinition,
  definitions: readonly ProviderDefinition[],
  names: readonly Named[],
  source: Source,
): readonly string[] {
  const front = constantCase(definition.id);
  const others = definitions.map(({ id }) => constantCase(id)).filter((other) => other.startsWith(`${front}_`));
  const known = names.map(({ prefix }) => `${prefix}_CLIENT_ID`);
  return Object.keys(source)
    .filter((name) => name.startsWith(`${front}_`) && name.endsWith("_CLIENT_ID") && source[name])
    .filter((name) => !known.includes(name) && !others.some((other) => name.startsWith(`${other}_`)))
    .map((name) => `${name}: is set, and ${front}_REGISTRATIONS does not list its name`);
}
