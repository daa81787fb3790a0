import type { RegistrationState } from "../core/ports/admin";
import type { ProviderView } from "../views/connection";
import type { Dependencies } from "./dependencies";
import { providerView, unknownProviderView } from "./present-provider";
import { definitionOf } from "./resolve-target";
import { THROTTLED } from "./settle-refusal";

/** One provider at one of its environments. */
export type Place = { readonly providerId: string; readonly environmentId: string };

/** How an address and a form name a place. Neither name has a dot in it. */
export const placeFilter = ({ providerId, environmentId }: Place): string => `${providerId}.${environmentId}`;

/** Reads what `placeFilter` wrote; a provider alone means all of its environments. */
export function readPlace(filter: string): { readonly providerId: string | null; readonly environmentId: string | null } {
  const [providerId = "", environmentId = ""] = filter.split(".", 2);
  return { providerId: providerId || null, environmentId: environmentId || null };
}

export function placeView(deps: Pick<Dependencies, "definitions">, { providerId, environmentId }: Place): ProviderView {
  const definition = definitionOf(deps, providerId);
  return definition ? providerView(definition, environmentId) : unknownProviderView(providerId);
}

/** It asked us to slow down, and we still do. */
export const isThrottled = (
  { frozenCode, frozenUntil }: Pick<RegistrationState, "frozenCode" | "frozenUntil">,
  now: Date,
): boolean => frozenCode === THROTTLED && frozenUntil !== null && frozenUntil > now;
