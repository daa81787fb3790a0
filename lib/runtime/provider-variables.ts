import "#node-only";
import type { ProviderDefinition } from "../core/providers/definition";
import type { Registration } from "./settings";

type Source = Readonly<Record<string, string | undefined>>;

/** An id in upper case, dashes as underscores: the front of its variables. */
const prefixOf = (definition: ProviderDefinition): string => definition.id.toUpperCase().replaceAll("-", "_");

/**
 * Reads the client registrations that the environment describes: `{PROVIDER}_CLIENT_ID`,
 * `{PROVIDER}_CLIENT_SECRET`, the definition's extra secrets, and `{PROVIDER}_ENVIRONMENT` for one
 * of its environments other than the first.
 *
 * @returns registrations, and a list of faults that names variables and never their values
 */
export function readRegistrations(
  definitions: readonly ProviderDefinition[],
  source: Source,
  appOrigin: string | null,
): { readonly registrations: readonly Registration[]; readonly faults: readonly string[] } {
  const registrations: Registration[] = [];
  const faults: string[] = [];
  for (const definition of definitions) {
    const prefix = prefixOf(definition);
    const clientId = source[`${prefix}_CLIENT_ID`];
    const clientSecret = source[`${prefix}_CLIENT_SECRET`] ?? null;
    if (!clientId) {
      if (clientSecret) faults.push(`${prefix}_CLIENT_ID: is missing, while ${prefix}_CLIENT_SECRET is set`);
      continue;
    }
    if (!clientSecret && !definition.client.secretOptional && !definition.client.methods.includes("none"))
      faults.push(`${prefix}_CLIENT_SECRET: is missing`);
    const environmentId = source[`${prefix}_ENVIRONMENT`] ?? Object.keys(definition.environments)[0] ?? "";
    if (!Object.hasOwn(definition.environments, environmentId))
      faults.push(`${prefix}_ENVIRONMENT: must be one of ${Object.keys(definition.environments).join(", ")}`);
    if (definition.redirect.https === "required" && appOrigin?.startsWith("http:"))
      faults.push(`APP_ORIGIN: ${definition.displayName} sends sellers back to https addresses only`);

    const extraSecrets: Record<string, string> = {};
    for (const extra of definition.extraSecrets) {
      const value = source[`${prefix}_${extra.env}`];
      if (value) extraSecrets[extra.name] = value;
      else faults.push(`${prefix}_${extra.env}: is missing (${extra.label})`);
    }
    registrations.push({ providerId: definition.id, environmentId, name: "", clientId, clientSecret, extraSecrets });
  }
  return { registrations, faults };
}
