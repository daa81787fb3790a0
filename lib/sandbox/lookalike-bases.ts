import type { ProviderDefinition } from "../core/providers/definition";

const LEADING_BASE = /^\{([A-Za-z0-9]+)\}/;
const PLACEHOLDER = /\{[A-Za-z0-9]+\}/g;

/**
 * Where a look-alike stands: every base name of the definition's first environment, mapped to a path
 * of the sandbox. The base of the authorization endpoint gets the provider's own path, because that is
 * the one people see; the others stand below it by name. A variable of the provider's host is a
 * segment of the path here, `{shop}.example.com` becomes `/id/{shop}`.
 */
export function lookalikeBases(definition: ProviderDefinition, origin: string): Record<string, string> {
  const front = LEADING_BASE.exec(definition.authorization.endpoint)?.[1];
  const bases = Object.values(definition.environments)[0]?.bases ?? {};
  return Object.fromEntries(
    Object.entries(bases).map(([name, base]) => {
      const place = name === front ? [] : [name];
      return [name, [origin, definition.id, ...place, ...(base.match(PLACEHOLDER) ?? [])].join("/")];
    }),
  );
}

/**
 * The path at which the sandbox answers one of the definition's addresses; variables stay in it as
 * `{name}`, for `matchPath` to read.
 *
 * @throws {Error} for an address that does not begin with a base: the look-alike could not be reached there.
 */
export function lookalikePath(definition: ProviderDefinition, template: string): string {
  const bases = lookalikeBases(definition, "");
  const path = template.replace(LEADING_BASE, (whole, name: string) => bases[name] ?? whole);
  if (!path.startsWith("/")) {
    throw new Error(`The sandbox cannot stand in for ${definition.displayName}: it has no place for the address ${template}.`);
  }
  return path;
}

/**
 * Whether a request's path is the one that a pattern with `{name}` segments means.
 *
 * @returns what stands in the place of each variable, or null. A value that the definition refuses is no match.
 */
export function matchPath(definition: ProviderDefinition, pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  if (wanted.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    const [, name] = /^\{(\w+)\}$/.exec(segment) ?? [];
    if (name === undefined ? segment !== value : !isValue(definition, name, value)) return null;
    if (name !== undefined) values[name] = value;
  }
  return values;
}

function isValue(definition: ProviderDefinition, name: string, value: string): boolean {
  const variable = definition.variables.find((candidate) => candidate.name === name);
  if (variable?.values !== undefined) return variable.values.includes(value);
  return new RegExp(`^(?:${variable?.pattern ?? ".+"})$`, "u").test(value);
}
