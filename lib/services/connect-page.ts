import { freeLabel } from "../core/connections/label";
import type { ConnectionRecord } from "../core/connections/record";
import { allows } from "../core/connections/transitions";
import { failure } from "../core/errors";
import type { ProviderDefinition } from "../core/providers/definition";
import { err, ok } from "../core/result";
import type { ConnectPageView, ProviderChoiceView } from "../views/flow";
import type { Actor, FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { providerView, scopeView } from "./present-provider";
import { definitionOf } from "./resolve-target";
import { chooseRegistration } from "./start-connection";

type Deps = Pick<Dependencies, "definitions" | "registrations" | "connections">;

/** Every provider we ship; one without a registration says why it cannot be chosen. */
export async function chooseProvider(deps: Deps, actor: Actor): Promise<readonly ProviderChoiceView[]> {
  const mine = (await deps.connections.listOfOwner(actor.userId)).filter((c) => c.status !== "REVOKED");
  const choices: ProviderChoiceView[] = [];
  for (const definition of deps.definitions) {
    const registration = await chooseRegistration(deps, definition, null);
    choices.push({
      provider: providerView(definition, registration?.environmentId ?? "production"),
      kind: definition.texts.kind,
      connected: mine.filter((c) => c.providerId === definition.id).length,
      offBecause: registration ? null : "not_set_up",
    });
  }
  return choices.sort(
    (a, b) => Number(a.offBecause !== null) - Number(b.offBecause !== null) || a.provider.name.localeCompare(b.provider.name),
  );
}

/** What a seller reads before leaving, for a first connect and for a reconnect. */
export async function connectPage(
  deps: Deps,
  actor: Actor,
  input: Parameters<FlowServices["connectPage"]>[1],
): ReturnType<FlowServices["connectPage"]> {
  const repaired = "reconnectId" in input ? await deps.connections.ofOwner(actor.userId, input.reconnectId) : null;
  if ("reconnectId" in input && !repaired) return err(failure("not_found"));
  if (repaired && !allows(repaired.status, "reauthorization_completed")) return err(failure("not_usable"));
  const definition = definitionOf(deps, "providerId" in input ? input.providerId : (repaired?.providerId ?? ""));
  if (!definition) return err(failure("not_found"));
  const registration = await chooseRegistration(deps, definition, repaired);
  if (!registration) return err(failure("off"));

  const mine = (await deps.connections.listOfOwner(actor.userId)).filter((c) => c.status !== "REVOKED");
  const here = mine.filter((c) => c.providerId === definition.id && c.id !== repaired?.id);
  return ok({
    provider: providerView(definition, registration.environmentId),
    host: authorizationHost(definition, registration.environmentId),
    required: definition.scope.required.map((value) => scopeView(definition, value, true)),
    optional: optionalScopes(definition, repaired),
    never: definition.texts.never,
    notes: definition.texts.notes,
    staysConnected: definition.rotation.kind !== "none",
    suggestedLabel: suggestedLabel(definition, mine),
    already: here.map((c) => ({ label: c.label, account: c.accountName })),
    signOutUrl: definition.texts.signOutUrl,
    reconnect: repaired && { id: repaired.id, label: repaired.label, account: repaired.accountName },
    returned: null,
  } satisfies ConnectPageView);
}

/** What a seller may add; what tells us the account comes first, since it guards every reconnect. */
function optionalScopes(definition: ProviderDefinition, repaired: ConnectionRecord | null): ConnectPageView["optional"] {
  return definition.scope.optional
    .map((value) => ({
      ...scopeView(definition, value, false),
      checked: repaired?.scopeWanted.includes(value) ?? false,
      namesAccount: definition.identity.some((source) => source.from === "get" && source.requiresScope === value),
    }))
    .sort((a, b) => Number(b.namesAccount) - Number(a.namesAccount));
}

/** Where no account name can be learnt for sure the label says which account it is by number. */
function suggestedLabel(definition: ProviderDefinition, mine: readonly ConnectionRecord[]): string {
  const taken = mine.map((c) => c.label);
  if (definition.identity.some((source) => source.stable)) return freeLabel(definition.displayName, taken);
  const used = new Set(taken.map((label) => label.toLowerCase()));
  let number = mine.filter((c) => c.providerId === definition.id).length + 1;
  while (used.has(`${definition.displayName} account ${number}`.toLowerCase())) number += 1;
  return `${definition.displayName} account ${number}`;
}

/** The host the seller will see in the address bar. */
export function authorizationHost(definition: ProviderDefinition, environmentId: string): string {
  const bases = definition.environments[environmentId]?.bases ?? {};
  const address = definition.authorization.endpoint.replace(
    /\{([a-z][A-Za-z0-9]*)\}/g,
    (whole, name: string) => bases[name] ?? whole,
  );
  return URL.canParse(address) ? new URL(address).host : new URL(definition.homeUrl).host;
}
