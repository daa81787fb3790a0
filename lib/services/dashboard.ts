import { DISPLAY_STATES, type DisplayStateName } from "../core/connections/display-state-input";
import type { ConnectionRecord } from "../core/connections/record";
import type { ConnectionView, DashboardPulse, DashboardView, SharedTroubleView } from "../views/connection";
import { chooseProvider } from "./choose-provider";
import type { Actor, DashboardFilter } from "./contract";
import type { Dependencies } from "./dependencies";
import { presentConnection } from "./present-connection";
import { definitionOf } from "./resolve-target";

type Deps = Pick<Dependencies, "connections" | "definitions" | "registrations" | "notices" | "clock" | "digest">;

/** The seller's own connections, most urgent first. Ended ones are listed last and are not counted. */
export async function dashboard(deps: Deps, actor: Actor, filter: DashboardFilter): Promise<DashboardView> {
  const now = deps.clock.now();
  const records = await deps.connections.listOfOwner(actor.userId);
  const all = records.map((c) => presentConnection(definitionOf(deps, c.providerId), c, now));
  const live = all.filter((view) => view.state !== "disconnected");
  const counts: Partial<Record<DisplayStateName, number>> = {};
  for (const { state } of live) counts[state] = (counts[state] ?? 0) + 1;
  // On the first visit there is nothing to filter: then they are the ones to choose from.
  const open = all.length > 0 ? [] : (await chooseProvider(deps, actor)).filter(({ offBecause }) => offBecause === null);
  return {
    connections: all.filter((view) => matches(view, filter)).sort(byUrgency),
    total: live.length,
    needsYou: live.filter((view) => view.needsSeller).length,
    counts,
    providers: [...new Map([...all, ...open].map(({ provider }) => [provider.id, provider])).values()],
    troubles: await withWatches(deps, actor, troublesOf(records, all)),
    shownAt: now.toISOString(),
    pulse: pulseOf(deps, all),
  };
}

/** How many of the actor's connections ask them to act. */
export async function needsYou(deps: Deps, actor: Actor): Promise<number> {
  return (await dashboard(deps, actor, {})).needsYou;
}

type SharedTrouble = Omit<SharedTroubleView, "isWatched">;

/** Each provider once, since when the first of the seller's connections there has trouble that all have. */
function troublesOf(records: readonly ConnectionRecord[], views: readonly ConnectionView[]): readonly SharedTrouble[] {
  const found = new Map<string, SharedTrouble>();
  for (const [place, { trouble }] of records.entries()) {
    const view = views[place];
    if (trouble === null || !view?.shared) continue;
    const since = trouble.since.toISOString();
    const known = found.get(view.provider.id);
    if (!known || since < known.since) found.set(view.provider.id, { provider: view.provider, why: view.shared, since });
  }
  return [...found.values()];
}

/** Asked only while there is trouble: a healthy dashboard is one question to the database. */
async function withWatches(deps: Deps, actor: Actor, troubles: readonly SharedTrouble[]): Promise<readonly SharedTroubleView[]> {
  if (troubles.length === 0) return [];
  const watched = await deps.notices.watched(actor.userId);
  return troubles.map((trouble) => ({ ...trouble, isWatched: watched.includes(trouble.provider.id) }));
}

/** The wait before "Refresh now" counts down by itself and is no change. */
const pulseOf = (deps: Pick<Dependencies, "digest">, all: readonly ConnectionView[]): DashboardPulse => ({
  version: deps.digest.sha256(JSON.stringify(all.map((view) => ({ ...view, refreshWaitSeconds: null })))).slice(0, 16),
  troubled: Object.fromEntries(
    all.filter(({ state }) => state !== "working" && state !== "disconnected").map(({ id, label }) => [id, label]),
  ),
});

function matches(view: ConnectionView, { state, provider, q }: DashboardFilter): boolean {
  if (state && view.state !== state && !(state === "needs_you" && view.needsSeller)) return false;
  if (provider && view.provider.id !== provider) return false;
  const text = q?.trim().toLowerCase();
  return !text || [view.label, view.account ?? "", view.provider.name].some((field) => field.toLowerCase().includes(text));
}

/** As people count: "Shop 2" before "Shop 10", in whatever language the server runs. */
const LABELS = new Intl.Collator("en", { numeric: true });

/** Rank, then the nearest deadline, then the label (`ux.md` 3.4). */
function byUrgency(a: ConnectionView, b: ConnectionView): number {
  const rank = DISPLAY_STATES.indexOf(a.state) - DISPLAY_STATES.indexOf(b.state);
  if (rank !== 0) return rank;
  const [x, y] = [deadline(a), deadline(b)];
  return x !== y ? (x < y ? -1 : 1) : LABELS.compare(a.label, b.label);
}

/** An end that is years away puts nothing in front of anything. */
const deadline = ({ brokenSince, permission, state }: ConnectionView): string =>
  brokenSince ?? (permission.kind === "known" && state !== "working" ? permission.endsAt : "~");
