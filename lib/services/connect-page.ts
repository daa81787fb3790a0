import "#node-only";
import { freeLabel } from "../core/connections/label";
import type { ConnectionRecord } from "../core/connections/record";
import { allows } from "../core/connections/transitions";
import { failure } from "../core/errors";
import { reference } from "../core/ids";
import { chosenOne } from "../core/oauth/scope";
import { shownHost } from "../core/oauth/shown-host";
import { userVariables } from "../core/oauth/user-value";
import type { ProviderDefinition } from "../core/providers/definition";
import { err, ok } from "../core/result";
import type { ConnectPageView } from "../views/flow";
import { healthOf } from "./choose-provider";
import { chooseRegistration } from "./choose-registration";
import type { Actor, FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { ownValues } from "./own-values";
import { alsoViews, providerView, scopeView, signOutUrl } from "./present-provider";
import { definitionOf, resolveTarget } from "./resolve-target";

type Deps = Pick<
  Dependencies,
  "providerAdmin" | "definitions" | "registrations" | "connections" | "sealer" | "appOrigin" | "randomness"
>;

/** What a seller reads before leaving, for a first connect and for a reconnect. */
export async function connectPage(
  deps: Deps,
  actor: Pick<Actor, "userId">,
  input: Parameters<FlowServices["connectPage"]>[1],
): ReturnType<FlowServices["connectPage"]> {
  const repaired = "reconnectId" in input ? await deps.connections.ofOwner(actor.userId, input.reconnectId) : null;
  if ("reconnectId" in input && !repaired) return err(failure("not_found"));
  if (repaired && !allows(repaired.status, "reauthorization_completed")) return err(failure("not_usable"));
  const definition = definitionOf(deps, "providerId" in input ? input.providerId : (repaired?.providerId ?? ""));
  if (!definition) return err(failure("not_found"));
  const environmentId = "providerId" in input ? (input.environmentId ?? null) : null;
  if (environmentId !== null && !Object.hasOwn(definition.environments, environmentId)) return err(failure("not_found"));
  const registration = await chooseRegistration(deps, definition, { repaired, environmentId });
  const target = registration && resolveTarget(deps, registration);
  if (!target) return err(failure("off"));
  if (registration.isInEmergency) return err(failure("stopped"));
  if (!target.ok) return target;

  const mine = (await deps.connections.listOfOwner(actor.userId)).filter((c) => c.status !== "REVOKED");
  const here = mine.filter((c) => c.providerId === definition.id && c.id !== repaired?.id);
  const own = repaired ? await ownValues(deps, definition, repaired) : {};
  return ok({
    provider: providerView(definition, registration.environmentId),
    environmentId: registration.environmentId,
    health: healthOf([registration]),
    reference: reference(deps.randomness.fraction),
    ...shownHost(definition, registration.environmentId, { ...target.value.variables, ...own }),
    fields: fieldsOf(definition, own),
    required: definition.scope.required.map((value) => scopeView(definition, value, true)),
    also: alsoViews(definition),
    oneOf: oneOfScopes(definition, repaired),
    optional: optionalScopes(definition, repaired),
    never: definition.texts.never,
    warnings: definition.texts.warnings,
    notes: definition.texts.notes,
    useNote: await deps.providerAdmin.readNote(definition.id),
    // Where a permission of its own stands for it, its sentence says it already.
    staysConnected: definition.rotation.kind !== "none" && definition.rotation.issuedByScope === null,
    suggestedLabel: suggestedLabel(definition, mine),
    already: here.map((c) => ({ label: c.label, account: c.accountName })),
    signOutUrl: signOutUrl(definition, registration.environmentId),
    reconnect: repaired && {
      id: repaired.id,
      label: repaired.label,
      account: repaired.accountName,
      isChecked: repaired.accountKey !== null || repaired.accountName !== null,
    },
    returned: null,
  } satisfies ConnectPageView);
}

/** What only the seller knows, unless the connection to repair knows it. */
const fieldsOf = (definition: ProviderDefinition, own: Readonly<Record<string, string>>): ConnectPageView["fields"] =>
  userVariables(definition)
    .filter(({ name }) => !Object.hasOwn(own, name))
    .map(({ name, label, help, suffix, values }) => ({
      name,
      label: label ?? "field.other",
      help: help ?? null,
      suffix: suffix ?? null,
      choices: values ?? null,
    }));

/** Of those that exclude each other: as it was, or as it is proposed. */
function oneOfScopes(definition: ProviderDefinition, repaired: ConnectionRecord | null): ConnectPageView["oneOf"] {
  const { oneOf } = definition.scope;
  const picked = chosenOne(oneOf, repaired?.scopeWanted ?? []);
  return oneOf.map((value) => ({ ...scopeView(definition, value, false), checked: value === picked }));
}

/** What a seller may add; what tells us the account comes first, since it guards every reconnect. */
function optionalScopes(definition: ProviderDefinition, repaired: ConnectionRecord | null): ConnectPageView["optional"] {
  return definition.scope.optional
    .map((value) => ({
      ...scopeView(definition, value, false),
      checked: repaired?.scopeWanted.includes(value) ?? false,
      namesAccount: definition.identity.some((source) => "requiresScope" in source && source.requiresScope === value),
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
