import "#node-only";
import type { ProviderDefinition } from "../core/providers/definition";
import type { Registration } from "./settings";

/**
 * A trial's own client at a look-alike: everything a real registration of this provider would need,
 * with the definition's own words for what an operator may leave out.
 */
export function pretendRegistration(definition: ProviderDefinition, clientSecret: string): Registration {
  const pretend = `holdfast-trial-${definition.id}`;
  const operators = definition.variables.filter((variable) => variable.from === "operator");
  return {
    providerId: definition.id,
    environmentId: "lookalike",
    name: "",
    clientId: pretend,
    clientSecret: definition.client.methods.includes("none") ? null : clientSecret,
    extraSecrets: Object.fromEntries(
      definition.extraSecrets.map(({ name, env, otherwise }) => [name, otherwise ?? `${pretend}-${env.toLowerCase()}`]),
    ),
    variables: Object.fromEntries(
      operators.map(({ name, otherwise, values }) => [name, otherwise ?? values?.[0] ?? `pretend-${definition.id}`]),
    ),
    redirectAlias: definition.redirect.kind === "alias" ? `Holdfast-Trial-${definition.id}` : null,
  };
}
