import type { Condition } from "../core/connections/condition";
import { type DayMark, dayMark, PROVIDER_HEALTH, providerHealth } from "../core/connections/provider-health";
import { percentile, successRate, tallyOf, tallyOfProvider } from "../core/connections/renewal-figures";
import type { HealthCount, RegistrationState } from "../core/ports/admin";
import type { RegistrationFigure } from "../core/ports/figures";
import type { OutageSpan } from "../core/ports/outages";
import type { ProviderHealthView } from "../views/admin-overview";
import { isThrottled, type Place, placeFilter, placeView } from "./admin-provider";
import type { Dependencies } from "./dependencies";
import { DAY_MS, type Figures, firstDay, latencyOf, MARKED_DAYS } from "./overview-figures";

type Deps = Pick<Dependencies, "definitions">;

/** What is known of all marketplaces. */
export type Known = {
  readonly counted: readonly HealthCount[];
  readonly registrations: readonly RegistrationState[];
  readonly figures: Figures;
  readonly spans: readonly OutageSpan[];
  readonly now: Date;
};

/** Every marketplace with the health of its connections, what must be acted on first. */
export const providerRows = (deps: Deps, known: Known): readonly ProviderHealthView[] =>
  placesOf(deps, known)
    .map((place) => healthView(deps, place, known))
    .sort(byUrgency);

/** Wherever we have connections or a client, and once every marketplace that we could have one at. */
function placesOf({ definitions }: Deps, { counted, registrations }: Known): readonly Place[] {
  const known = new Map([...registrations, ...counted].map((place) => [placeFilter(place), place]));
  const used = new Set([...known.values()].map(({ providerId }) => providerId));
  const unused = definitions.filter(({ id }) => !used.has(id)).map(({ id }) => ({ providerId: id, environmentId: "production" }));
  return [...known.values(), ...unused];
}

function healthView(deps: Deps, place: Place, { figures, now, ...known }: Known): ProviderHealthView {
  const counted = known.counted.filter(at(place));
  const registrations = known.registrations.filter(at(place));
  const ids = new Set(registrations.map(({ id }) => id));
  const here = <T extends RegistrationFigure>(all: readonly T[]): readonly T[] =>
    all.filter(({ registrationId }) => ids.has(registrationId));
  const counts = sumOf(counted);
  const live = liveOf(counted);
  const troubles = registrations.map(({ trouble }) => trouble).filter((trouble) => trouble !== null);
  const throttled = registrations.find((each) => isThrottled(each, now));
  const canary = registrations.map((each) => each.canary).find((each) => each !== null) ?? null;
  const paused = registrations.map(({ renewalsPausedAt }) => renewalsPausedAt).find((each) => each !== null);
  const day = latencyOf(here(figures.day));
  return {
    provider: placeView(deps, place),
    filter: placeFilter(place),
    health: providerHealth({
      registered: registrations.length > 0,
      enabled: registrations.some(({ enabled }) => enabled),
      troubles,
      throttled: throttled !== undefined,
      live,
      needYou: counts.needs_you ?? 0,
      inTrouble: counts.trouble ?? 0,
      lastHour: tallyOfProvider(here(figures.hour)),
      p95Ms: percentile(latencyOf(here(figures.hour)), 0.95),
    }),
    live,
    counts,
    lastSuccessAt: latest(counted.map(({ lastSuccessAt }) => lastSuccessAt))?.toISOString() ?? null,
    overdue: counted.reduce((sum, { overdue }) => sum + overdue, 0),
    oldestDueAt: earliest(counted.map(({ oldestDueAt }) => oldestDueAt))?.toISOString() ?? null,
    troubles,
    canary: canary && { result: canary.result, at: canary.at.toISOString() },
    throttledUntil: throttled?.frozenUntil?.toISOString() ?? null,
    pausedAt: paused?.toISOString() ?? null,
    success: {
      hour: successRate(tallyOf(here(figures.hour))),
      day: successRate(tallyOf(here(figures.day))),
      week: successRate(tallyOf(here(figures.week))),
    },
    p50Ms: percentile(day, 0.5),
    p95Ms: percentile(day, 0.95),
    days: marksOf(place, here(figures.days), known.spans, now),
  };
}

function marksOf(place: Place, figures: Figures["days"], spans: readonly OutageSpan[], now: Date): readonly DayMark[] {
  const here = spans.filter(({ providerId }) => providerId === place.providerId);
  return Array.from({ length: MARKED_DAYS }, (_, day) => {
    const from = firstDay(now).getTime() + day * DAY_MS;
    const hadOutage = here.some(
      (span) => span.from.getTime() < from + DAY_MS && (span.until?.getTime() ?? now.getTime()) >= from,
    );
    return dayMark(tallyOfProvider(figures.filter((figure) => figure.from.getTime() === from)), hadOutage);
  });
}

const at =
  (place: Place) =>
  (each: Place): boolean =>
    placeFilter(each) === placeFilter(place);

/** How many stand how. */
export function sumOf(counted: readonly HealthCount[]): Partial<Record<Condition, number>> {
  const counts: Partial<Record<Condition, number>> = {};
  for (const { condition, count } of counted) counts[condition] = (counts[condition] ?? 0) + count;
  return counts;
}

/** Connections that are not ended. */
export const liveOf = (counted: readonly HealthCount[]): number =>
  counted.filter(({ condition }) => condition !== "disconnected").reduce((sum, { count }) => sum + count, 0);

const inOrder = (dates: readonly (Date | null)[]): readonly Date[] =>
  dates.filter((date) => date !== null).sort((a, b) => a.getTime() - b.getTime());
const earliest = (dates: readonly (Date | null)[]): Date | null => inOrder(dates)[0] ?? null;
const latest = (dates: readonly (Date | null)[]): Date | null => inOrder(dates).at(-1) ?? null;

/** What must be acted on first, then where most connections are. */
function byUrgency(a: ProviderHealthView, b: ProviderHealthView): number {
  const rank = PROVIDER_HEALTH.indexOf(a.health) - PROVIDER_HEALTH.indexOf(b.health);
  return rank || b.live - a.live || a.provider.name.localeCompare(b.provider.name, "en");
}
