import type { RegistrationRecord } from "../core/ports/registrations";
import type { ProviderChoiceView } from "../views/flow";
import type { Actor } from "./actor";
import { registrationsFor } from "./choose-registration";
import type { Dependencies } from "./dependencies";
import { providerView } from "./present-provider";

/** Every provider we ship, each environment that takes connections; one without any says why it cannot be chosen. */
export async function chooseProvider(
  deps: Pick<Dependencies, "definitions" | "registrations" | "connections">,
  actor: Actor,
): Promise<readonly ProviderChoiceView[]> {
  const mine = (await deps.connections.listOfOwner(actor.userId)).filter((c) => c.status !== "REVOKED");
  const [enabled, everSetUp] = await Promise.all([deps.registrations.enabled(), deps.registrations.providers()]);
  const choices = deps.definitions.flatMap((definition): readonly ProviderChoiceView[] => {
    const registrations = registrationsFor(definition, enabled);
    const open = [...new Set(registrations.map(({ environmentId }) => environmentId))];
    const here = mine.filter((c) => c.providerId === definition.id);
    const { kind } = definition.texts;
    if (open.length === 0)
      return [
        {
          provider: providerView(definition, ""),
          environment: null,
          kind,
          connected: here.length,
          offBecause: everSetUp.includes(definition.id) ? "off" : "not_set_up",
          health: null,
        },
      ];
    return open.map((id) => ({
      provider: providerView(definition, id),
      environment: open.length > 1 ? { id, label: definition.environments[id]?.label ?? id } : null,
      kind,
      connected: here.filter((c) => open.length === 1 || c.environmentId === id).length,
      offBecause: null,
      health: healthOf(registrations.filter((registration) => registration.environmentId === id)),
    }));
  });
  return choices.sort(
    (a, b) => Number(a.offBecause !== null) - Number(b.offBecause !== null) || a.provider.name.localeCompare(b.provider.name),
  );
}

/** What a new connection would meet there: the registration that it would take is the first. */
export function healthOf(registrations: readonly RegistrationRecord[]): ProviderChoiceView["health"] {
  const trouble = registrations[0]?.trouble ?? null;
  if (trouble === null) return null;
  return trouble === "credentials" ? "setup" : "provider";
}
