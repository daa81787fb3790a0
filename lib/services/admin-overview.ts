import type { Condition } from "../core/connections/condition";
import { PROVIDER_HEALTH, providerHealth } from "../core/connections/provider-health";
import type { HealthCount, RegistrationState, UnexplainedReply } from "../core/ports/admin";
import type { AdminOverviewView, ProviderHealthView, UnexplainedView } from "../views/admin";
import { adminOnly } from "./admin-only";
import { isRefused, isThrottled, type Place, placeFilter, placeView } from "./admin-provider";
import type { Actor, AdminServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { derivation } from "./derivation";

type Deps = Pick<Dependencies, "admin" | "definitions" | "clock">;
type Counts = Partial<Record<Condition, number>>;

const DAY_MS = 86_400_000;
const REPLIES_SHOWN = 10;
const TEXT_SHOWN = 500;

/** Is a marketplace broken, is it us, who must be told: every marketplace with the health of its connections. */
export function adminOverview(deps: Deps, actor: Actor): ReturnType<AdminServices["adminOverview"]> {
  return adminOnly(actor, async () => {
    const derive = derivation(deps);
    const { now } = derive;
    const [counted, registrations, unexplained] = await Promise.all([
      deps.admin.health(derive),
      deps.admin.registrations(),
      deps.admin.unexplained(new Date(now.getTime() - DAY_MS), REPLIES_SHOWN),
    ]);
    const providers = placesOf(deps, counted, registrations).map((place) =>
      healthView(deps, place, counted.filter(at(place)), registrations.filter(at(place)), now),
    );
    return {
      providers: providers.sort(byUrgency),
      live: providers.reduce((sum, { live }) => sum + live, 0),
      counts: sumOf(counted),
      unexplained: {
        replies: unexplained.replies.map((reply) => replyView(deps, reply, registrations)),
        lastDay: unexplained.count,
      },
      shownAt: now.toISOString(),
    } satisfies AdminOverviewView;
  });
}

const at =
  (place: Place) =>
  (each: Place): boolean =>
    placeFilter(each) === placeFilter(place);

/** Wherever we have connections or a client, and once every marketplace that we could have one at. */
function placesOf({ definitions }: Deps, counted: readonly Place[], registrations: readonly Place[]): readonly Place[] {
  const known = new Map([...registrations, ...counted].map((place) => [placeFilter(place), place]));
  const used = new Set([...known.values()].map(({ providerId }) => providerId));
  const unused = definitions.filter(({ id }) => !used.has(id)).map(({ id }) => ({ providerId: id, environmentId: "production" }));
  return [...known.values(), ...unused];
}

function healthView(
  deps: Deps,
  place: Place,
  counted: readonly HealthCount[],
  registrations: readonly RegistrationState[],
  now: Date,
): ProviderHealthView {
  const counts = sumOf(counted);
  const live = counted.filter(({ condition }) => condition !== "disconnected").reduce((sum, { count }) => sum + count, 0);
  const refused = registrations.find(isRefused);
  const throttled = registrations.find((each) => isThrottled(each, now));
  return {
    provider: placeView(deps, place),
    filter: placeFilter(place),
    health: providerHealth({
      registered: registrations.length > 0,
      enabled: registrations.some(({ enabled }) => enabled),
      refused: refused !== undefined,
      throttled: throttled !== undefined,
      live,
      needYou: counts.needs_you ?? 0,
      inTrouble: counts.trouble ?? 0,
    }),
    live,
    counts,
    lastSuccessAt: latest(counted.map(({ lastSuccessAt }) => lastSuccessAt))?.toISOString() ?? null,
    overdue: counted.reduce((sum, { overdue }) => sum + overdue, 0),
    oldestDueAt: earliest(counted.map(({ oldestDueAt }) => oldestDueAt))?.toISOString() ?? null,
    refused: refused
      ? { code: refused.frozenCode ?? "", nextTryAt: future(refused.frozenUntil, now)?.toISOString() ?? null }
      : null,
    throttledUntil: throttled?.frozenUntil?.toISOString() ?? null,
  };
}

function sumOf(counted: readonly HealthCount[]): Counts {
  const counts: Counts = {};
  for (const { condition, count } of counted) counts[condition] = (counts[condition] ?? 0) + count;
  return counts;
}

const inOrder = (dates: readonly (Date | null)[]): readonly Date[] =>
  dates.filter((date) => date !== null).sort((a, b) => a.getTime() - b.getTime());
const earliest = (dates: readonly (Date | null)[]): Date | null => inOrder(dates)[0] ?? null;
const latest = (dates: readonly (Date | null)[]): Date | null => inOrder(dates).at(-1) ?? null;
const future = (date: Date | null, now: Date): Date | null => (date !== null && date > now ? date : null);

/** What must be acted on first, then where most connections are. */
function byUrgency(a: ProviderHealthView, b: ProviderHealthView): number {
  const rank = PROVIDER_HEALTH.indexOf(a.health) - PROVIDER_HEALTH.indexOf(b.health);
  return rank || b.live - a.live || a.provider.name.localeCompare(b.provider.name, "en");
}

function replyView(deps: Deps, reply: UnexplainedReply, registrations: readonly Place[]): UnexplainedView {
  const { providerId } = reply;
  // A sign-in is forgotten sooner than what came of it.
  const environmentId = reply.environmentId ?? registrations.find((each) => each.providerId === providerId)?.environmentId;
  return {
    at: reply.at.toISOString(),
    met: reply.met,
    provider: placeView(deps, { providerId, environmentId: environmentId ?? "production" }),
    status: reply.status,
    code: reply.code,
    text: reply.text?.slice(0, TEXT_SHOWN) ?? null,
    connection: reply.connection,
    reference: reply.reference,
  };
}
