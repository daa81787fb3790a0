import "#node-only";
import { CANARY_ASKED_EVERY_MS, CANARY_EVERY_MS } from "../core/connections/canary";
import type { ClientFinding } from "../core/connections/diagnosis/facts";
import type { ProviderTarget } from "../core/ports/provider-client";
import type { RegistrationRecord } from "../core/ports/registrations";
import type { Dependencies } from "./dependencies";
import { tryCredentials } from "./try-credentials";

/**
 * Whether the provider takes our own credentials, tried with a made-up token where the definition allows it. However
 * many people ask, one registration is tried once a minute; in between stands what the last try showed.
 */
export async function examineClient(
  deps: Dependencies,
  registration: RegistrationRecord,
  target: ProviderTarget,
): Promise<ClientFinding> {
  if (target.definition.canary !== "allowed") return { kind: "not_tried", why: "off" };
  const spans = { everyMs: CANARY_EVERY_MS, onceInMs: CANARY_ASKED_EVERY_MS };
  const { taken, rests, last } = await deps.canaries.takeAsked(registration.id, spans);
  if (!taken && last !== null && !rests) return { kind: "kept", ...last };
  if (!taken) return { kind: "not_tried", why: "resting" };
  const { provider, calls } = deps.examine();
  const tried = await tryCredentials({ ...deps, provider }, registration, target);
  return { kind: "tried", ...tried, call: calls().at(-1) ?? null };
}
