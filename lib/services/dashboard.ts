import type { DisplayStateName } from "../core/connections/display-state-input";
import { compareUrgency } from "../core/connections/urgency";
import type { ConnectionView, DashboardPulse, DashboardView } from "../views/connection";
import { chooseProvider } from "./choose-provider";
import type { Actor, DashboardFilter } from "./contract";
import type { Dependencies } from "./dependencies";
import { presentConnection } from "./present-connection";
import { definitionOf } from "./resolve-target";
import { sharedTroubles } from "./shared-troubles";

type Deps = Pick<Dependencies, "connections" | "definitions" | "registrations" | "notices" | "outages" | "clock" | "digest">;

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
    troubles: await sharedTroubles(deps, actor, records, all),
    shownAt: now.toISOString(),
    pulse: pulseOf(deps, all),
  };
}

/** How many of the actor's connections ask them to act. Every page asks this, so it is one question to the database. */
export async function needsYou(deps: Deps, actor: Actor): Promise<number> {
  const now = deps.clock.now();
  const records = await deps.connections.listOfOwner(actor.userId);
  const views = records.map((c) => presentConnection(definitionOf(deps, c.providerId), c, now));
  return views.filter(({ state, needsSeller }) => state !== "disconnected" && needsSeller).length;
}

/** An id's end is random: among one person's connections so much of it tells them apart, and the answer stays below a packet. */
const SHORT_ID = 5;

/** The wait before "Refresh now" counts down by itself and is no change. */
const pulseOf = (deps: Pick<Dependencies, "digest">, all: readonly ConnectionView[]): DashboardPulse => ({
  version: deps.digest.sha256(JSON.stringify(all.map((view) => ({ ...view, refreshWaitSeconds: null })))).slice(0, 16),
  troubled: Object.fromEntries(
    all
      .filter(({ state }) => state !== "working" && state !== "disconnected")
      .map(({ id, label }) => [id.slice(-SHORT_ID), label]),
  ),
});

function matches(view: ConnectionView, { state, provider, q }: DashboardFilter): boolean {
  if (state && view.state !== state && !(state === "needs_you" && view.needsSeller)) return false;
  if (provider && view.provider.id !== provider) return false;
  const text = q?.trim().toLowerCase();
  return !text || [view.label, view.account ?? "", view.provider.name].some((field) => field.toLowerCase().includes(text));
}

/** Since when it is broken, or else when it stops unless somebody acts: an end that is years away puts nothing in front of anything. */
function deadlineOf({ brokenSince, permission, access, state }: ConnectionView): string | null {
  if (brokenSince !== null) return brokenSince;
  const accessEnds = access.kind === "until" || access.kind === "auto" ? access.endsAt : null;
  if (state === "trouble_on") return accessEnds;
  if (state !== "ends_soon" && state !== "partial") return null;
  return permission.kind === "known" || permission.kind === "no_auto" ? permission.endsAt : null;
}

const byUrgency = (a: ConnectionView, b: ConnectionView): number =>
  compareUrgency({ ...a, deadline: deadlineOf(a) }, { ...b, deadline: deadlineOf(b) });
