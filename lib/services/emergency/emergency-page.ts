import type { EmergencyPlace, EmergencyRecord } from "../../core/ports/emergency";
import { ok } from "../../core/result";
import { may } from "../../core/roles";
import type { ProviderView } from "../../views/connection";
import type { EmergencyPageView, EmergencyPlaceView, EmergencyView } from "../../views/emergency";
import type { Actor } from "../contract";
import type { Dependencies } from "../dependencies";
import { jobView } from "../jobs/read-jobs";
import { permittedResult } from "../permitted";
import { providerView, unknownProviderView } from "../present-provider";
import { provedRecently } from "../providers/proved-recently";
import { definitionOf } from "../resolve-target";
import type { EmergencyServices } from "./contract";
import { REVOKE } from "./revoke-all";
import { CAMPAIGN } from "./run-campaign";

/** Of those that are over and done with. Each costs a look at what it is about. */
const SHOWN = 4;

/** What may be stopped, what is, and how far each emergency has come. */
export const emergencyPage = (deps: Dependencies, actor: Actor): ReturnType<EmergencyServices["emergencyPage"]> =>
  permittedResult(actor, "see_health", async () => {
    const [places, emergencies] = await Promise.all([deps.emergencies.places(), deps.emergencies.list(SHOWN)]);
    const views = places.map((place) => placeView(deps, place, places));
    return ok({
      places: views,
      emergencies: await Promise.all(emergencies.map((emergency) => emergencyView(deps, emergency, views))),
      live: places.reduce((sum, { live }) => sum + live, 0),
      providers: providersOf(views, emergencies),
      isAllStopped: emergencies.some(
        ({ registrationId, providerId, endedAt }) => (registrationId ?? providerId ?? endedAt) === null,
      ),
      mayAct: may(actor.role, "emergency_stop"),
      mustSignIn: !(await provedRecently(deps, actor)).ok,
      shownAt: deps.clock.now().toISOString(),
    } satisfies EmergencyPageView);
  });

function placeView(deps: Dependencies, place: EmergencyPlace, all: readonly EmergencyPlace[]): EmergencyPlaceView {
  const { id, providerId, environmentId, name, live, stoppedAt } = place;
  const alike = all.filter((each) => each.providerId === providerId);
  return {
    id,
    provider: providerOf(deps, providerId, environmentId),
    name: alike.length > 1 ? [environmentId, name].filter((part) => part !== "").join(" · ") : null,
    live,
    stoppedAt: stoppedAt?.toISOString() ?? null,
  };
}

async function emergencyView(
  deps: Dependencies,
  emergency: EmergencyRecord,
  places: readonly EmergencyPlaceView[],
): Promise<EmergencyView> {
  const { id, registrationId, providerId, startedAt, startedBy, endedAt, endedBy } = emergency;
  const jobOf = async (kind: string) => {
    const job = await deps.emergencies.jobOf(id, kind);
    const found = job === null ? null : await deps.jobs.byId(job);
    return found && jobView(found);
  };
  const one = places.find((place) => place.id === registrationId);
  const [counts, revoke, campaign] = await Promise.all([deps.emergencies.counts(id), jobOf(REVOKE), jobOf(CAMPAIGN)]);
  return {
    id,
    what: providerId === null ? (one?.provider ?? null) : providerOf(deps, providerId, ""),
    client: one?.name ?? null,
    perProvider: perProvider(registrationId === null ? places.filter(isOf(providerId)) : one ? [one] : []),
    startedAt: startedAt.toISOString(),
    startedBy,
    endedAt: endedAt?.toISOString() ?? null,
    endedBy,
    ...counts,
    revoke,
    campaign,
  };
}

const providerOf = (deps: Dependencies, id: string, environmentId: string): ProviderView => {
  const definition = definitionOf(deps, id);
  return definition ? providerView(definition, environmentId) : unknownProviderView(id);
};

const isOf =
  (providerId: string | null) =>
  ({ provider }: EmergencyPlaceView): boolean =>
    providerId === null || provider.id === providerId;

/** Live connections of each marketplace that has any, most first. */
function perProvider(places: readonly EmergencyPlaceView[]): EmergencyView["perProvider"] {
  const sums = new Map<string, { readonly provider: ProviderView; readonly count: number }>();
  for (const { provider, live } of places) sums.set(provider.id, { provider, count: live + (sums.get(provider.id)?.count ?? 0) });
  return [...sums.values()].filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

/** Marketplaces with several clients, which one stop covers. */
function providersOf(
  places: readonly EmergencyPlaceView[],
  emergencies: readonly EmergencyRecord[],
): EmergencyPageView["providers"] {
  const ids = [...new Set(places.map(({ provider }) => provider.id))];
  return ids.flatMap((id) => {
    const own = places.filter(isOf(id));
    const [first] = own;
    if (!first || own.length < 2) return [];
    const lasting = emergencies.find(({ providerId, endedAt }) => providerId === id && endedAt === null);
    return [
      {
        id,
        provider: { ...first.provider, isTest: own.every(({ provider }) => provider.isTest) },
        clients: own.length,
        live: own.reduce((sum, { live }) => sum + live, 0),
        stoppedAt: lasting?.startedAt.toISOString() ?? null,
      },
    ];
  });
}
