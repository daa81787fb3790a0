import { type Availability, availabilityOf, lastDays, shareOf, sumOf, WINDOWS } from "../core/availability/availability";
import type { Failure } from "../core/errors";
import type { AvailabilityDay } from "../core/ports/availability";
import type { Result } from "../core/result";
import type {
  AvailabilityPageView,
  AvailabilityView,
  OwnAvailabilityView,
  ProviderAvailabilityView,
  TwoWindows,
} from "../views/availability";
import type { Actor } from "./actor";
import { placeFilter, placeView } from "./admin-provider";
import type { Dependencies } from "./dependencies";
import { permitted } from "./permitted";

type Deps = Pick<Dependencies, "availability" | "definitions" | "clock" | "connections">;

/** How usable connections were: minutes in which access could be had against minutes connected. */
export type AvailabilityServices = {
  readonly availabilityPage: (actor: Actor) => Promise<Result<AvailabilityPageView, Failure>>;
  /** Of any connection, for admins. @param id public id, untrusted */
  readonly availabilityOfConnection: (actor: Actor, id: string) => Promise<Result<TwoWindows | null, Failure>>;
  /** Of all connections of one person, for admins. @param personId public id, untrusted */
  readonly availabilityOfPerson: (actor: Actor, personId: string) => Promise<Result<TwoWindows, Failure>>;
  /** Of the actor's own connection over the last 30 days; null: it is not theirs, or too little is known. @param id untrusted */
  readonly ownAvailability: (actor: Actor, id: string) => Promise<OwnAvailabilityView | null>;
};

const [SHORT, LONG] = WINDOWS;
const WORST_SHOWN = 20;
const DAY_MS = 86_400_000;

export const viewOf = (availability: Availability): AvailabilityView => ({ ...availability, share: shareOf(availability) });

export const availabilityServices = (deps: Deps): AvailabilityServices => ({
  availabilityPage: (actor) => permitted(actor, "see_health", () => page(deps)),
  availabilityOfConnection: (actor, id) => permitted(actor, "see_health", () => ofConnection(deps, id)),
  availabilityOfPerson: (actor, personId) => permitted(actor, "see_health", () => ofPerson(deps, personId)),
  async ownAvailability(actor, id) {
    if ((await deps.connections.ofOwner(actor.userId, id)) === null) return null;
    return own(deps, id);
  },
});

/** Of less than a day a share says nothing. */
const LEAST_MINUTES = 24 * 60;

async function own({ availability, clock }: Deps, id: string): Promise<OwnAvailabilityView | null> {
  const now = clock.now();
  const window = lastDays(SHORT, now, await availability.since());
  const lived = await availability.lived(id, new Date(window.from));
  if (lived === null) return null;
  const found = availabilityOf(lived, window);
  const share = shareOf(found);
  if (share === null || found.connectedMinutes < LEAST_MINUTES) return null;
  const from = Math.max(window.from, lived.connected.from.getTime());
  return { share, since: from > now.getTime() - SHORT * DAY_MS ? new Date(from).toISOString() : null };
}

async function ofConnection({ availability, clock }: Deps, id: string): Promise<TwoWindows | null> {
  const now = clock.now();
  const since = await availability.since();
  const lived = await availability.lived(id, new Date(lastDays(LONG, now, since).from));
  if (lived === null) return null;
  const over = (days: number): AvailabilityView => viewOf(availabilityOf(lived, lastDays(days, now, since)));
  return { last30: over(SHORT), last90: over(LONG), since: since.toISOString() };
}

async function ofPerson({ availability, clock }: Deps, personId: string): Promise<TwoWindows> {
  const now = clock.now();
  const over = async (days: number) => viewOf(await availability.ofOwner(personId, new Date(now.getTime() - days * DAY_MS), now));
  const [last30, last90, since] = await Promise.all([over(SHORT), over(LONG), availability.since()]);
  return { last30, last90, since: since.toISOString() };
}

async function page(deps: Deps): Promise<AvailabilityPageView> {
  const { availability, clock } = deps;
  const now = clock.now();
  const [days, connections, sellers, since, countedAt] = await Promise.all([
    availability.days(LONG),
    availability.worstConnections(SHORT, WORST_SHOWN),
    availability.worstSellers(SHORT, WORST_SHOWN),
    availability.since(),
    availability.countedAt(),
  ]);
  return {
    all: windowsOf(days, now),
    providers: providersOf(deps, days, now),
    worstConnections: connections.map(({ id, label, owner, ...rest }) => ({
      ...viewOf(rest),
      id,
      label,
      owner,
      provider: placeView(deps, rest),
    })),
    worstSellers: sellers.map((seller) => ({ ...seller, share: shareOf(seller) })),
    since: since.toISOString(),
    countedAt: countedAt?.toISOString() ?? null,
    shownAt: now.toISOString(),
  };
}

const dayBefore = (now: Date, days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10);

function windowsOf(days: readonly AvailabilityDay[], now: Date): AvailabilityPageView["all"] {
  const after = dayBefore(now, SHORT);
  return { last30: viewOf(sumOf(days.filter(({ day }) => day > after))), last90: viewOf(sumOf(days)) };
}

/** The least usable first. */
export function providersOf(
  deps: Pick<Deps, "definitions">,
  days: readonly AvailabilityDay[],
  now: Date,
): readonly ProviderAvailabilityView[] {
  const places = new Map(
    days.map(({ providerId, environmentId }) => [`${providerId}.${environmentId}`, { providerId, environmentId }]),
  );
  return [...places.values()]
    .map((place) => {
      const own = days.filter((each) => each.providerId === place.providerId && each.environmentId === place.environmentId);
      return {
        provider: placeView(deps, place),
        filter: placeFilter(place),
        ...windowsOf(own, now),
        days: Array.from({ length: LONG }, (_, back) => {
          const day = dayBefore(now, LONG - 1 - back);
          const found = own.find((each) => each.day === day) ?? { connectedMinutes: 0, downMinutes: 0 };
          const { connectedMinutes, downMinutes } = found;
          return { ...viewOf({ connectedMinutes, downMinutes }), day };
        }),
      };
    })
    .sort((a, b) => (a.last30.share ?? 10_001) - (b.last30.share ?? 10_001) || a.provider.name.localeCompare(b.provider.name));
}
