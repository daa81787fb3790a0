import { forecastUntil } from "../core/forecast/forecast";
import { DUE_COUNTED, type HealthCount, type RegistrationState, type UnexplainedReply } from "../core/ports/admin";
import { may } from "../core/roles";
import {
  type AdminOverviewView,
  type DueView,
  type FirstSteps,
  type QueueView,
  RANGES,
  type Range,
  type ShortRowView,
  TILES,
  type Tile,
  type TileView,
  type UnexplainedView,
} from "../views/admin-overview";
import { presentForAdmin } from "./admin-connection";
import { adminOnly } from "./admin-only";
import { type Place, placeView } from "./admin-provider";
import type { Actor, AdminServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { endingBefore } from "./ending-before";
import { missingKeys } from "./missing-keys";
import { DAY_MS, firstDay, readFigures } from "./overview-figures";
import { readIncidents } from "./overview-incidents";
import { liveOf, providerRows, sumOf } from "./overview-providers";
import { readEngine } from "./read-engine";

type Deps = Pick<
  Dependencies,
  "admin" | "engine" | "journal" | "definitions" | "clock" | "figures" | "outages" | "keys" | "ring"
>;

const REPLIES_SHOWN = 10;
/** What is over is told for so long, and no more than so many. */
const CLOSED_SHOWN_MS = 7 * DAY_MS;
const INCIDENTS_SHOWN = 20;
const TEXT_SHOWN = 500;
const SHORT_LIST = 20;
const SOON_MS = 5 * 60_000;
/** More than this is told as about so many. */
const NEEDED_COUNTED = 10_000;

/**
 * Is a marketplace broken, is it us, who must be told: every marketplace with the health of its connections.
 *
 * @param range how far back its charts look, untrusted; anything else is 24 hours
 */
export function adminOverview(deps: Deps, actor: Actor, range = ""): ReturnType<AdminServices["adminOverview"]> {
  return adminOnly(actor, async () => {
    const now = deps.clock.now();
    const registrations = await deps.admin.registrations();
    const [engine, counted, incidents, unexplained, queue, ending, needed, broken, before, spans, figures, missing] =
      await Promise.all([
        readEngine(deps),
        deps.admin.health(),
        readIncidents(deps, registrations, new Date(now.getTime() - CLOSED_SHOWN_MS), INCIDENTS_SHOWN, now),
        deps.admin.unexplained(new Date(now.getTime() - DAY_MS), REPLIES_SHOWN),
        deps.admin.queue(SOON_MS),
        deps.admin.endingSoonest(SHORT_LIST),
        deps.admin.count(endingBefore(deps, forecastUntil(now)), NEEDED_COUNTED),
        deps.admin.brokenLongest(SHORT_LIST),
        deps.figures.countsADayAgo(),
        deps.outages.spans(firstDay(now)),
        readFigures(deps, RANGES.find((each) => each === range) ?? ("24h" satisfies Range), now),
        missingKeys(deps),
      ]);
    const short = (row: (typeof ending)[number] | (typeof broken)[number], at: Date): ShortRowView => {
      const { connection, condition } = presentForAdmin(deps, row, now);
      return { connection, condition, at: at.toISOString() };
    };
    return {
      tests: deps.admin.countsTests ? "" : "none",
      engine: {
        state: engine.state,
        waitsSince: engine.dueAt?.toISOString() ?? null,
        seenAt: engine.seenMsAgo === null ? null : new Date(now.getTime() - engine.seenMsAgo).toISOString(),
      },
      incidents,
      missingKeys: missing,
      seesKeys: may(actor.role, "see_keys"),
      providers: providerRows(deps, { counted, registrations, figures, spans, now }),
      live: liveOf(counted),
      counts: sumOf(counted),
      tiles: tilesOf(counted, before),
      queue: queueView(queue, now),
      chart: figures.chart,
      ending: ending.map((row) => short(row, row.endsAt)),
      needed,
      broken: broken.map((row) => short(row, row.since)),
      unexplained: {
        replies: unexplained.replies.map((reply) => replyView(deps, reply, registrations)),
        lastDay: unexplained.count,
      },
      firstSteps: firstSteps(registrations, counted),
      mayTell: may(actor.role, "write_outages"),
      mayPause: may(actor.role, "manage_providers"),
      shownAt: now.toISOString(),
    } satisfies AdminOverviewView;
  });
}

/** What each tile counts; also what is noted each hour, so that tomorrow can tell the difference. */
export function tileCounts(counted: readonly HealthCount[]): Readonly<Record<Tile, number>> {
  const counts = sumOf(counted);
  const of = (tile: Tile): number => (tile === "all" ? liveOf(counted) : (counts[tile] ?? 0));
  return Object.fromEntries(TILES.map((tile) => [tile, of(tile)])) as Record<Tile, number>;
}

function tilesOf(counted: readonly HealthCount[], before: Readonly<Record<string, number>> | null): readonly TileView[] {
  const counts = tileCounts(counted);
  return TILES.map((tile) => {
    const then = before?.[tile];
    return { tile, count: counts[tile], change: then === undefined ? null : counts[tile] - then };
  });
}

function queueView({ soon, hour, overdue, oldestDueAt }: Awaited<ReturnType<Deps["admin"]["queue"]>>, now: Date): QueueView {
  const due = (count: number): DueView => ({ count, isLeast: count >= DUE_COUNTED });
  return {
    soon: due(soon),
    hour: due(hour),
    overdue: due(overdue),
    lagMs: oldestDueAt === null ? 0 : Math.max(0, now.getTime() - oldestDueAt.getTime()),
  };
}

function firstSteps(registrations: readonly RegistrationState[], counted: readonly HealthCount[]): FirstSteps | null {
  const isSetUp = registrations.some(({ enabled }) => enabled);
  const isConnected = liveOf(counted) > 0;
  return isSetUp && isConnected ? null : { isSetUp, isConnected };
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
