import "#node-only";
import { failure } from "../../core/errors";
import { publicId } from "../../core/ids";
import type { AdminRegistration } from "../../core/ports/provider-admin";
import { needsSecret } from "../../core/providers/client-fields";
import type { ProviderDefinition } from "../../core/providers/definition";
import { err, ok } from "../../core/result";
import { may } from "../../core/roles";
import type { CallbackWarning, ProviderPageView } from "../../views/providers";
import type { Actor } from "../actor";
import type { Dependencies } from "../dependencies";
import { permittedResult } from "../permitted";
import { providerView, scopeView } from "../present-provider";
import { definitionOf, redirectUri } from "../resolve-target";
import { clientFields, clientView } from "./client-view";
import type { ProviderServices } from "./contract";
import { providerFacts } from "./provider-facts";
import { healthFacts, healthOfProvider } from "./provider-list";
import { typedFrom, typedOf } from "./typed-provider";

/** Everything about one provider that an admin sees, with one of its clients. */
export function providerPage(
  deps: Dependencies,
  actor: Actor,
  { providerId, shown: wanted }: Parameters<ProviderServices["providerPage"]>[1],
): ReturnType<ProviderServices["providerPage"]> {
  return permittedResult(actor, "see_health", async () => {
    const definition = definitionOf(deps, providerId);
    if (!definition) return err(failure("not_found"));
    const [registrations, useNote, facts, customs] = await Promise.all([
      deps.providerAdmin.registrations(providerId),
      deps.providerAdmin.readNote(providerId),
      healthFacts(deps),
      deps.providerAdmin.customs(),
    ]);
    const firsts = firstIds(registrations);
    const clients = await Promise.all(registrations.map((each) => clientView(deps, definition, each, firsts.includes(each.id))));
    const shown = wanted === "new" ? null : (clients.find(({ id }) => id === wanted) ?? inUse(clients));
    const custom = customs.find((each) => each.providerId === providerId);
    const budgetOf = registrations.find(({ id }) => id === shown?.id);
    const environmentId = shown?.environment.id ?? Object.keys(definition.environments)[0] ?? "";
    return ok({
      provider: providerView(definition, environmentId),
      homeUrl: definition.homeUrl,
      health: healthOfProvider(registrations, providerId, facts),
      canManage: may(actor.role, "manage_providers"),
      callback: shown?.callback ?? callbackOf(deps, definition),
      callbackWarnings: warningsOf(deps.appOrigin, definition),
      callbackPerClient: definition.redirect.perRegistration,
      clients,
      shown,
      environments: Object.entries(definition.environments).map(([id, { label, isTest }]) => ({ id, label, isTest })),
      newFields: clientFields(definition, null),
      secretIsOptional: !needsSecret(definition),
      required: definition.scope.required.map((value) => scopeView(definition, value, true)),
      optional: [...definition.scope.oneOf, ...definition.scope.optional].map((value) => scopeView(definition, value, false)),
      useNote,
      facts: providerFacts(definition, environmentId, budgetOf ? deps.budgetOf(budgetOf) : null),
      live: registrations.reduce((sum, { live }) => sum + live, 0),
      custom: custom ? { revision: custom.revision, typed: typedOf(custom) ?? typedFrom(definition) } : null,
    } satisfies ProviderPageView);
  });
}

const inUse = <T extends { readonly isFirst: boolean }>(clients: readonly T[]): T | null =>
  clients.find(({ isFirst }) => isFirst) ?? clients[0] ?? null;

/** The ids of those that a new connection would take, one for each environment. */
function firstIds(registrations: readonly AdminRegistration[]): readonly string[] {
  const taking = registrations.filter(({ enabled }) => enabled);
  return taking
    .filter((each, place) => taking.findIndex(({ environmentId }) => environmentId === each.environmentId) === place)
    .map(({ id }) => id);
}

/** Where each client has an address of its own, the address is known once the client is. */
const callbackOf = ({ appOrigin }: Pick<Dependencies, "appOrigin">, definition: ProviderDefinition): string =>
  redirectUri(appOrigin, definition, { id: definition.redirect.perRegistration ? publicId("reg", "…") : "" });

function warningsOf(appOrigin: string, definition: ProviderDefinition): readonly CallbackWarning[] {
  if (appOrigin.startsWith("https:")) return [];
  return [definition.redirect.https === "required" ? "https_needed" : "not_https"];
}
