import { type ProviderHealth, providerHealth } from "../../core/connections/provider-health";
import { percentile, tallyOfProvider } from "../../core/connections/renewal-figures";
import type { HealthCount } from "../../core/ports/admin";
import type { RegistrationFigure } from "../../core/ports/figures";
import type { AdminRegistration } from "../../core/ports/provider-admin";
import { may } from "../../core/roles";
import type { ProviderListView } from "../../views/providers";
import type { Actor } from "../actor";
import { isThrottled } from "../admin-provider";
import type { Dependencies } from "../dependencies";
import { lastHour, latencyOf } from "../overview-figures";
import { sumOf } from "../overview-providers";
import { permitted } from "../permitted";
import { providerView } from "../present-provider";
import { redirectUri } from "../resolve-target";
import type { ProviderServices } from "./contract";
import { isCustomId } from "./custom-id";

/** Every provider that connections could be made to, what must be acted on first. */
export function providerList(deps: Dependencies, actor: Actor): ReturnType<ProviderServices["providerList"]> {
  return permitted(actor, "see_health", async () => {
    const [registrations, facts] = await Promise.all([deps.providerAdmin.registrations(null), healthFacts(deps)]);
    const rows = deps.definitions.map((definition) => {
      const own = registrations.filter(({ providerId }) => providerId === definition.id);
      return {
        provider: { ...providerView(definition, ""), isTest: false },
        health: healthOfProvider(own, definition.id, facts),
        live: own.reduce((sum, { live }) => sum + live, 0),
        clients: own.length,
        taking: own.filter(({ enabled }) => enabled).length,
        paused: own.filter(({ renewalsPausedAt }) => renewalsPausedAt !== null).length,
        callback: redirectUri(deps.appOrigin, definition, own[0] ?? { id: "…" }),
        isCustom: isCustomId(definition.id),
      };
    });
    const sorted = rows.sort(
      (a, b) => Number(a.clients === 0) - Number(b.clients === 0) || a.provider.name.localeCompare(b.provider.name, "en"),
    );
    return { rows: sorted, canManage: may(actor.role, "manage_providers") } satisfies ProviderListView;
  });
}

/** What is known of how everything renews, as the overview knows it: one provider has one word wherever it stands. */
type HealthFacts = { readonly counted: readonly HealthCount[]; readonly hour: readonly RegistrationFigure[]; readonly now: Date };

export async function healthFacts(deps: Pick<Dependencies, "admin" | "figures" | "clock">): Promise<HealthFacts> {
  const now = deps.clock.now();
  const [counted, hour] = await Promise.all([deps.admin.health(), lastHour(deps, now)]);
  return { counted, hour, now };
}

/** The word for a provider as a whole: all of its environments and clients. */
export function healthOfProvider(
  registrations: readonly Pick<AdminRegistration, "id" | "enabled" | "trouble" | "live" | "frozenCode" | "frozenUntil">[],
  providerId: string,
  { counted, hour, now }: HealthFacts,
): ProviderHealth {
  const counts = sumOf(counted.filter((each) => each.providerId === providerId));
  const ids = new Set(registrations.map(({ id }) => id));
  const lately = hour.filter(({ registrationId }) => ids.has(registrationId));
  return providerHealth({
    registered: registrations.length > 0,
    enabled: registrations.some(({ enabled }) => enabled),
    troubles: registrations.flatMap(({ trouble }) => trouble ?? []),
    throttled: registrations.some((each) => isThrottled(each, now)),
    live: registrations.reduce((total, { live }) => total + live, 0),
    needYou: counts.needs_you ?? 0,
    inTrouble: counts.trouble ?? 0,
    lastHour: tallyOfProvider(lately),
    p95Ms: percentile(latencyOf(lately), 0.95),
  });
}
