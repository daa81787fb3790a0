import type { Condition } from "../core/connections/condition";
import { PROVIDER_HEALTH, providerHealth } from "../core/connections/provider-health";
import { TROUBLES } from "../core/connections/trouble";
import type { AdminIncident, HealthCount, RegistrationState, UnexplainedReply } from "../core/ports/admin";
import type { AdminOverviewView, IncidentView, ProviderHealthView, UnexplainedView } from "../views/admin";
import { adminOnly } from "./admin-only";
import { isThrottled, type Place, placeFilter, placeView } from "./admin-provider";
import type { Actor, AdminServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { derivation } from "./derivation";
import { readEngine } from "./read-engine";

type Deps = Pick<Dependencies, "admin" | "engine" | "journal" | "definitions" | "clock">;
type Counts = Partial<Record<Condition, number>>;

const DAY_MS = 86_400_000;
const REPLIES_SHOWN = 10;
/** What is over is told for so long, and no more than so many. */
const CLOSED_SHOWN_MS = 7 * DAY_MS;
const INCIDENTS_SHOWN = 20;
const TEXT_SHOWN = 500;

/** Is a marketplace broken, is it us, who must be told: every marketplace with the health of its connections. */
export function adminOverview(deps: Deps, actor: Actor): ReturnType<AdminServices["adminOverview"]> {
  return adminOnly(actor, async () => {
    const derive = derivation(deps);
    const { now } = derive;
    const [engine, counted, registrations, incidents, unexplained] = await Promise.all([
      readEngine(deps),
      deps.admin.health(derive),
      deps.admin.registrations(),
      deps.admin.incidents(new Date(now.getTime() - CLOSED_SHOWN_MS), INCIDENTS_SHOWN),
      deps.admin.unexplained(new Date(now.getTime() - DAY_MS), REPLIES_SHOWN),
    ]);
    const providers = placesOf(deps, counted, registrations).map((place) =>
      healthView(deps, place, counted.filter(at(place)), registrations.filter(at(place)), now),
    );
    return {
      engine: { state: engine.state, waitsSince: engine.dueAt?.toISOString() ?? null },
      incidents: [...incidents].sort(openFirst).map((incident) => incidentView(deps, incident, now)),
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
  const troubles = registrations.map(({ trouble }) => trouble).filter((trouble) => trouble !== null);
  const canary = registrations.map((each) => each.canary).find((each) => each !== null) ?? null;
  const throttled = registrations.find((each) => isThrottled(each, now));
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
    }),
    live,
    counts,
    lastSuccessAt: latest(counted.map(({ lastSuccessAt }) => lastSuccessAt))?.toISOString() ?? null,
    overdue: counted.reduce((sum, { overdue }) => sum + overdue, 0),
    oldestDueAt: earliest(counted.map(({ oldestDueAt }) => oldestDueAt))?.toISOString() ?? null,
    troubles,
    canary: canary && { result: canary.result, at: canary.at.toISOString() },
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

/** Of those that go on, first what somebody here must act on; the others stay newest first. */
const openFirst = (a: AdminIncident, b: AdminIncident): number => rankOf(a) - rankOf(b);
const rankOf = ({ closedAt, kind }: AdminIncident): number => (closedAt === null ? TROUBLES.indexOf(kind) : TROUBLES.length);

function incidentView(deps: Deps, incident: AdminIncident, now: Date): IncidentView {
  const { id, kind, code, openedAt, closedAt, frozenUntil, registrationName, connections } = incident;
  return {
    id,
    kind,
    code,
    provider: placeView(deps, incident),
    filter: placeFilter(incident),
    client: registrationName || null,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    connections,
    nextTryAt: closedAt === null ? (future(frozenUntil, now)?.toISOString() ?? null) : null,
  };
}

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
