import type { ConnectionRecord } from "../core/connections/record";
import type { RegistrationRecord } from "../core/ports/registrations";
import type { ProviderDefinition } from "../core/providers/definition";
import type { Dependencies } from "./dependencies";

/** What a new connection or a repair may say about where it belongs. */
export type RegistrationWish = {
  readonly repaired: Pick<ConnectionRecord, "registrationId" | "environmentId"> | null;
  /** The environment that a seller chose; null: none was named. */
  readonly environmentId: string | null;
};

/** A provider's registrations that take connections: environments in the definition's order, in each the preferred one first. */
export function registrationsFor(
  definition: ProviderDefinition,
  enabled: readonly RegistrationRecord[],
): readonly RegistrationRecord[] {
  const own = enabled.filter((registration) => registration.providerId === definition.id);
  return Object.keys(definition.environments).flatMap((id) => own.filter((each) => each.environmentId === id));
}

/**
 * A repair stays with its own registration while that is on, and always in its environment: its account
 * lives there, and its tokens are sealed for it. A new connection takes the first registration that is on
 * in the environment that was chosen.
 */
export async function chooseRegistration(
  deps: Pick<Dependencies, "registrations">,
  definition: ProviderDefinition,
  { repaired, environmentId }: RegistrationWish,
): Promise<RegistrationRecord | null> {
  const wanted = repaired?.environmentId ?? environmentId;
  const open = registrationsFor(definition, await deps.registrations.enabled()).filter(
    (registration) => wanted === null || registration.environmentId === wanted,
  );
  const own = open.find((registration) => registration.id === repaired?.registrationId);
  return own ?? open.find(({ isInEmergency }) => !isInEmergency) ?? open[0] ?? null;
}
