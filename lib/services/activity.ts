import { EVENT_KINDS, kindRule } from "../core/connections/event-kind";
import type { ActivityAsked, ActivityRecord } from "../core/ports/activity";
import type { EventRecord } from "../core/ports/history";
import type { ActivityEventView, ActivityView } from "../views/activity";
import type { ActivityQuery, ActivityWish } from "../views/activity-query";
import type { EventView } from "../views/connection";
import { dayAfter, isDay, startOfDay } from "../views/days";
import type { Actor } from "./actor";
import type { Dependencies } from "./dependencies";
import { providerView, unknownProviderView } from "./present-provider";
import { definitionOf } from "./resolve-target";

type Deps = Pick<Dependencies, "activity" | "connections" | "definitions" | "clock">;

export const EVENTS_A_PAGE = 20;

/** What happened to all of the actor's connections, newest first, a page of it. */
export async function activity(deps: Deps, actor: Actor, wish: ActivityWish): Promise<ActivityView> {
  const asked = understood(wish);
  const [records, mine] = await Promise.all([
    deps.activity.page(actor.userId, { ...toAsk(asked, wish), limit: EVENTS_A_PAGE + 1 }),
    deps.connections.listOfOwner(actor.userId),
  ]);
  return {
    asked,
    events: records.slice(0, EVENTS_A_PAGE).map((record) => presentActivity(deps, record, actor)),
    older: olderThan(records),
    connections: mine.map(({ id, label, providerId, environmentId }) => ({
      id,
      label,
      provider: providerOf(deps, providerId, environmentId),
    })),
    shownAt: deps.clock.now().toISOString(),
  };
}

/** What of a wish makes sense. Two days in the wrong order are put right. */
export function understood({ connection, kind, from, to }: ActivityWish): ActivityQuery {
  const days = [from, to].map((day) => (day !== null && isDay(day) ? day : ""));
  const [first = "", last = ""] = days.every((day) => day !== "") ? [...days].sort() : days;
  return { connection: connection ?? "", kind: EVENT_KINDS.find((known) => known === kind) ?? "", from: first, to: last };
}

/** The same as a question to the database. */
export const toAsk = (asked: ActivityQuery, { before, timeZone }: ActivityWish): Omit<ActivityAsked, "limit"> => ({
  connectionId: asked.connection === "" ? null : asked.connection,
  kind: asked.kind === "" ? null : kindRule(asked.kind),
  from: asked.from === "" ? null : startOfDay(asked.from, timeZone),
  until: asked.to === "" ? null : startOfDay(dayAfter(asked.to), timeZone),
  before: before !== null && /^\d{1,18}$/.test(before) ? before : null,
});

/** Cursor of the page after this one, which was asked for with one line too many. */
export const olderThan = (records: readonly EventRecord[]): string | null =>
  records.length > EVENTS_A_PAGE ? (records[EVENTS_A_PAGE - 1]?.id ?? null) : null;

/** A line as its reader may see it; the provider's name comes from us, never from what was stored. */
export function presentEvent(event: EventRecord, actor: Actor, provider: string): EventView {
  const who = event.actorKind === "seller" ? (event.actorId === actor.userId ? "you" : "seller") : event.actorKind;
  return {
    id: event.id,
    at: event.at.toISOString(),
    text: `event.${event.type}`,
    values: { ...event.data, provider, actor: who },
    actor: who,
    reference: event.reference,
  };
}

export function presentActivity(
  deps: Pick<Deps, "definitions">,
  { connection, ...event }: ActivityRecord,
  actor: Actor,
): ActivityEventView {
  const { id, label, providerId, environmentId, accountName } = connection;
  const provider = providerOf(deps, providerId, environmentId);
  return { ...presentEvent(event, actor, provider.name), connection: { id, label, provider, account: accountName } };
}

function providerOf(deps: Pick<Deps, "definitions">, providerId: string, environmentId: string) {
  const definition = definitionOf(deps, providerId);
  return definition ? providerView(definition, environmentId) : unknownProviderView(providerId);
}
