import type { ProviderDefinition } from "../core/providers/definition";

const LEADING_BASE = /^\{([A-Za-z0-9]+)\}/;

/**
 * Where a look-alike stands: every base name of the definition's first environment, mapped to a path
 * of the sandbox. The base of the authorization endpoint gets the provider's own path, because that is
 * the one people see; the others stand below it by name.
 */
export function lookalikeBases(definition: ProviderDefinition, origin: string): Record<string, string> {
  const front = LEADING_BASE.exec(definition.authorization.endpoint)?.[1];
  const bases = Object.values(definition.environments)[0]?.bases ?? {};
  return Object.fromEntries(
    Object.keys(bases).map((name) => [name, `${origin}/${definition.id}${name === front ? "" : `/${name}`}`]),
  );
}

/**
 * The path at which the sandbox answers one of the definition's addresses.
 *
 * @throws {Error} for an address that does not begin with a base or holds a variable: the look-alike could not be reached there.
 */
export function lookalikePath(definition: ProviderDefinition, template: string): string {
  const bases = lookalikeBases(definition, "");
  const path = template.replace(LEADING_BASE, (whole, name: string) => bases[name] ?? whole);
  if (!path.startsWith("/") || path.includes("{")) {
    throw new Error(`The sandbox cannot stand in for ${definition.displayName}: it has no place for the address ${template}.`);
  }
  return path;
}
