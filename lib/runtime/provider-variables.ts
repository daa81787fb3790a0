import "#node-only";
import { isValueOf } from "../core/oauth/variable-value";
import type { ProviderDefinition } from "../core/providers/definition";
import { registrationNames } from "./registration-names";
import type { Registration } from "./settings";

type Source = Readonly<Record<string, string | undefined>>;
type Values = { readonly values: Readonly<Record<string, string>>; readonly faults: readonly string[] };
type Read = { readonly registrations: readonly Registration[]; readonly faults: readonly string[] };

/**
 * Reads the client registrations that the environment describes.
 *
 * The names that `{PROVIDER}_REGISTRATIONS` lists come first, in its order, each read from variables
 * that begin with `{PROVIDER}_{NAME}_`; the one without a name, from `{PROVIDER}_`, comes last. So a new
 * name takes over what is connected from now on, and what is connected already keeps its own.
 *
 * @returns registrations in the order of preference, and a list of faults that names variables and never their values
 */
export function readRegistrations(definitions: readonly ProviderDefinition[], source: Source, appOrigin: string | null): Read {
  const read = definitions.map((definition) => readProvider(definition, definitions, source, appOrigin));
  return { registrations: read.flatMap((each) => each.registrations), faults: read.flatMap((each) => each.faults) };
}

function readProvider(
  definition: ProviderDefinition,
  definitions: readonly ProviderDefinition[],
  source: Source,
  appOrigin: string | null,
): Read {
  const named = registrationNames(definition, definitions, source);
  const parts = named.names.map(({ name, prefix }) => readRegistration(definition, source, name, prefix));
  const registrations = parts.flatMap((part) => part.registrations);
  const faults = [...named.faults, ...parts.flatMap((part) => part.faults)];
  if (registrations.length > 0 && definition.redirect.https === "required" && appOrigin?.startsWith("http:"))
    faults.push(`APP_ORIGIN: ${definition.displayName} sends sellers back to https addresses only`);
  return { registrations, faults };
}

function readRegistration(definition: ProviderDefinition, source: Source, name: string, prefix: string): Read {
  const clientId = source[`${prefix}_CLIENT_ID`];
  const clientSecret = source[`${prefix}_CLIENT_SECRET`] ?? null;
  if (!clientId) {
    if (name !== "") return { registrations: [], faults: [`${prefix}_CLIENT_ID: is missing`] };
    const half = clientSecret ? [`${prefix}_CLIENT_ID: is missing, while ${prefix}_CLIENT_SECRET is set`] : [];
    return { registrations: [], faults: half };
  }
  const environments = Object.keys(definition.environments);
  const environmentId = source[`${prefix}_ENVIRONMENT`] ?? environments[0] ?? "";
  const redirectAlias = definition.redirect.kind === "alias" ? (source[`${prefix}_REDIRECT_ALIAS`] ?? null) : null;
  const extra = readExtraSecrets(definition, source, prefix);
  const operator = readOperatorVariables(definition, source, prefix);
  const { secretOptional, methods } = definition.client;
  const faults = [
    ...(clientSecret || secretOptional || methods.includes("none") ? [] : [`${prefix}_CLIENT_SECRET: is missing`]),
    ...(environments.includes(environmentId) ? [] : [`${prefix}_ENVIRONMENT: must be one of ${environments.join(", ")}`]),
    ...extra.faults,
    ...operator.faults,
    ...aliasFaults(definition, redirectAlias, prefix),
  ];
  const registration: Registration = {
    providerId: definition.id,
    environmentId,
    name,
    clientId,
    clientSecret,
    extraSecrets: extra.values,
    variables: operator.values,
    redirectAlias,
  };
  return { registrations: [registration], faults };
}

function readExtraSecrets(definition: ProviderDefinition, source: Source, prefix: string): Values {
  const values: Record<string, string> = {};
  const faults: string[] = [];
  for (const { name, env, label, otherwise } of definition.extraSecrets) {
    const value = source[`${prefix}_${env}`] ?? otherwise;
    if (value) values[name] = value;
    else faults.push(`${prefix}_${env}: is missing (${label})`);
  }
  return { values, faults };
}

function readOperatorVariables(definition: ProviderDefinition, source: Source, prefix: string): Values {
  const values: Record<string, string> = {};
  const faults: string[] = [];
  for (const variable of definition.variables.filter(({ from }) => from === "operator")) {
    const env = `${prefix}_${variable.name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
    const value = source[env] ?? variable.otherwise;
    if (!value) faults.push(`${env}: is missing`);
    else if (isValueOf(variable, value)) values[variable.name] = value;
    else faults.push(`${env}: must ${variable.values ? `be one of ${variable.values.join(", ")}` : `match ${variable.pattern}`}`);
  }
  return { values, faults };
}

/** The alias goes into addresses and request bodies as it is. */
function aliasFaults(definition: ProviderDefinition, alias: string | null, prefix: string): readonly string[] {
  if (definition.redirect.kind !== "alias") return [];
  if (alias === null) return [`${prefix}_REDIRECT_ALIAS: is missing (the name that ${definition.displayName} gave our address)`];
  return /^[\x21-\x7e]{1,256}$/.test(alias) ? [] : [`${prefix}_REDIRECT_ALIAS: must be a name without spaces`];
}
