import "#node-only";
import type { AdminRegistration } from "../../core/ports/provider-admin";
import { isWell, type TestReport } from "../../core/providers/configuration-test";
import type { ProviderDefinition } from "../../core/providers/definition";
import type { ClientFieldView, ClientView } from "../../views/providers";
import type { Dependencies } from "../dependencies";
import { openSecrets, redirectUri, type SealedRegistration } from "../resolve-target";
import { OWN_NAME } from "./add-client";

type Deps = Pick<Dependencies, "sealer" | "appOrigin" | "providerAdmin">;

/** The name of a client without the sign that says who gave it. */
export const shownName = (name: string): string => (name.startsWith(OWN_NAME) ? name.slice(OWN_NAME.length) : name);

/** One client as its page shows it; what is sealed is looked at only to say that it is there. */
export async function clientView(
  deps: Deps,
  definition: ProviderDefinition,
  registration: AdminRegistration,
  isFirst: boolean,
): Promise<ClientView> {
  const [opened, test] = [openSecrets(deps, registration), await deps.providerAdmin.test(registration.id)];
  const secrets = opened.ok ? opened.value : null;
  const { id, name, environmentId, madeBy, renewalsPausedAt } = registration;
  const environment = definition.environments[environmentId];
  return {
    id,
    name: name === "" ? null : shownName(name),
    environment: { id: environmentId, label: environment?.label ?? environmentId, isTest: environment?.isTest ?? false },
    clientId: registration.clientId,
    isFromEnvironment: madeBy === "environment",
    isTaking: registration.enabled,
    isFirst,
    pausedAt: renewalsPausedAt?.toISOString() ?? null,
    isStopped: registration.isInEmergency,
    live: registration.live,
    callback: secrets?.redirectAlias ?? redirectUri(deps.appOrigin, definition, registration),
    isLocked: !opened.ok,
    hasSecret: (secrets?.clientSecret ?? null) !== null,
    secrets: registration.secretNotes.map((note, place) => ({
      place,
      ...note,
      verdict: test?.report.secrets[place] ?? null,
    })),
    fields: clientFields(definition, secrets),
    test: test && { at: test.at.toISOString(), steps: test.report.steps, isWell: isWell(test.report satisfies TestReport) },
  };
}

/** What a client of this provider needs besides id and secret. @param kept null: nothing yet */
export function clientFields(definition: ProviderDefinition, kept: SealedRegistration | null): readonly ClientFieldView[] {
  const secrets = definition.extraSecrets.map(({ name, label, isPublic, otherwise }): ClientFieldView => {
    const value = kept?.extraSecrets[name] ?? otherwise ?? null;
    return { name, label, isSecret: !isPublic, value: isPublic ? value : null, isKept: value !== null, choices: null };
  });
  const variables = definition.variables
    .filter(({ from }) => from === "operator")
    .map(({ name, values = null, otherwise }): ClientFieldView => {
      const value = kept?.variables[name] ?? otherwise ?? null;
      return { name, label: name, isSecret: false, value, isKept: value !== null, choices: values };
    });
  if (definition.redirect.kind !== "alias") return [...secrets, ...variables];
  const value = kept?.redirectAlias ?? null;
  const alias: ClientFieldView = {
    name: "alias",
    label: "",
    isSecret: false,
    value,
    isKept: value !== null,
    choices: null,
  };
  return [...secrets, ...variables, alias];
}
