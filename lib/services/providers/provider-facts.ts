import type { RenewalBudget } from "../../core/connections/renewal-budget";
import type { ProviderDefinition } from "../../core/providers/definition";
import type { FactView } from "../../views/providers";

/** An address as people read it: with the base of this environment in place of its name. */
function shown(definition: ProviderDefinition, environmentId: string, template: string): string {
  const bases = definition.environments[environmentId]?.bases ?? {};
  return template.replace(/^\{([A-Za-z0-9]+)\}/, (whole, name: string) => bases[name] ?? whole);
}

/** What the definition says about how a provider is spoken to, for whoever compares it with a manual. */
export function providerFacts(
  definition: ProviderDefinition,
  environmentId: string,
  budget: RenewalBudget | null,
): readonly FactView[] {
  const { authorization, token, revocation, api, client, pkce, rotation, texts, codeLifetimeSeconds } = definition;
  const word = (text: string, value: string): FactView => ({ text: `admin.provider.fact.${text}`, value, isAddress: false });
  const address = (text: string, template: string): FactView => ({
    text: `admin.provider.fact.${text}`,
    value: shown(definition, environmentId, template),
    isAddress: true,
  });
  return [
    address("authorize", authorization.endpoint),
    address("token", token.endpoint),
    ...(token.refreshEndpoint === null ? [] : [address("refresh", token.refreshEndpoint)]),
    "endpoint" in revocation ? address("revoke", revocation.endpoint) : word("revoke", `@revoke.${revocation.kind}`),
    address("api", api.base),
    ...(texts.signOutUrl === null ? [] : [address("sign_out", texts.signOutUrl)]),
    ...(texts.manageAccessUrl === null ? [] : [address("manage", texts.manageAccessUrl)]),
    word("auth", `@auth.${client.methods[0] ?? "none"}`),
    word("pkce", `@pkce.${pkce.use}`),
    word("rotation", `@rotation.${rotation.kind}`),
    word("lead", "@lead"),
    ...(codeLifetimeSeconds === null ? [] : [word("code", `${codeLifetimeSeconds} s`)]),
    ...(budget === null ? [] : [word("rate", `${budget.perSecond} / s, ${budget.atOnce} at once`)]),
    ...(api.rate === null ? [] : [word("api_rate", `${api.rate.requests} / ${api.rate.perSeconds} s`)]),
  ];
}
