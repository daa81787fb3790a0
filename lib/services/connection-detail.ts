import { isEnded } from "../core/connections/connection";
import type { ConnectionRecord } from "../core/connections/record";
import { failure } from "../core/errors";
import { withImplied } from "../core/oauth/scope";
import type { DayCount } from "../core/ports/connections";
import type { ProviderDefinition } from "../core/providers/definition";
import { revocationScope } from "../core/providers/revocation-scope";
import { err, ok } from "../core/result";
import type { DayCell } from "../views/connection";
import { EVENTS_A_PAGE, olderThan, presentEvent, toAsk, understood } from "./activity";
import { checkWait } from "./check-connection";
import type { Actor, ConnectionServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { presentConnection } from "./present-connection";
import { alsoViews, scopeView } from "./present-provider";
import { presentReceipt } from "./present-receipt";
import { proofOf } from "./proof-of";
import { definitionOf } from "./resolve-target";

const DAYS = 14;

/** One connection with its clocks, permissions, days and timeline. */
export async function connectionDetail(
  deps: Pick<Dependencies, "connections" | "activity" | "links" | "apiKeys" | "definitions" | "clock">,
  actor: Actor,
  input: Parameters<ConnectionServices["connectionDetail"]>[1],
): ReturnType<ConnectionServices["connectionDetail"]> {
  const connection = await deps.connections.ofOwner(actor.userId, input.id);
  if (!connection) return err(failure("not_found"));
  const now = deps.clock.now();
  const definition = definitionOf(deps, connection.providerId);
  const zone = input.timeZone ?? "UTC";
  const wish = { kind: null, from: null, to: null, ...input, connection: input.id };
  const asked = understood(wish);
  const view = presentConnection(definition, connection, now);
  const byAdmin = await isByAdmin(deps, connection);
  const users = isEnded(connection.status) ? [] : await deps.apiKeys.usersOf(actor.userId, input.id);
  const events = await deps.activity.page(actor.userId, { ...toAsk(asked, wish), limit: EVENTS_A_PAGE + 1 });
  return ok({
    ...view,
    scopes: definition ? scopesOf(definition, connection) : [],
    hasScopeChoice: view.scopesMissing.length > 0 || (definition !== null && offersChoice(definition)),
    days: await lastDays(deps, { id: input.id, zone, brokenSince: view.brokenSince }),
    asked,
    events: events.slice(0, EVENTS_A_PAGE).map((event) => presentEvent(event, actor, view.provider.name)),
    olderEvents: olderThan(events),
    revocation: revocationOf(definition, connection.environmentId),
    linkUntil: (await deps.links.openOf(input.id))?.expiresAt.toISOString() ?? null,
    isMuted: connection.isMuted,
    byAdmin,
    usedBy: users.map(({ name, lastFour, usedAt }) => ({ name, lastFour, usedAt: usedAt?.toISOString() ?? null })),
    receipt: presentReceipt(connection),
    proof: proofOf(connection),
    checkWaitSeconds: checkWait(definition, connection),
  });
}

/** What they did not do themselves has to be told apart from what they did. */
export async function isByAdmin(
  { connections }: Pick<Dependencies, "connections">,
  { id, status }: ConnectionRecord,
): Promise<boolean> {
  if (status !== "PAUSED" && !isEnded(status)) return false;
  return (await connections.whoLast(id, status === "PAUSED" ? "paused" : "disconnected")) === "admin";
}

/** How each of the last days went, by the days of a zone. @param zone IANA name */
export async function lastDays(
  { connections, clock }: Pick<Dependencies, "connections" | "clock">,
  { id, zone, brokenSince }: { readonly id: string; readonly zone: string; readonly brokenSince: string | null },
): Promise<readonly DayCell[]> {
  return daysOf(await connections.dayCounts(id, zone, DAYS), clock.now(), zone, brokenSince);
}

/** Everything that was asked for, what the provider offers beyond it, and what needs no permission of its own. */
export function scopesOf(definition: ProviderDefinition, { scopeWanted, scopeGranted }: ConnectionRecord) {
  const offered = [...definition.scope.required, ...definition.scope.optional];
  const values = [...new Set([...scopeWanted, ...scopeGranted, ...offered])];
  const granted = withImplied(scopeGranted, definition.scope.implies);
  return [...alsoViews(definition), ...values.map((value) => scopeView(definition, value, granted.has(value)))];
}

const offersChoice = ({ scope }: ProviderDefinition): boolean => scope.optional.length > 0 || scope.oneOf.length > 0;

/** How ending it can go at its provider, and where its seller can end it themselves. */
export function revocationOf(definition: ProviderDefinition | null, environmentId: string) {
  const revocation = definition?.revocation;
  const environment = definition?.environments[environmentId];
  const page = environment?.isTest ? environment.manageAccessUrl : definition?.texts.manageAccessUrl;
  return {
    canCancel: definition !== null && revocationScope(definition) !== null,
    accessMaySurvive: revocation?.accessTokenSurvives !== false,
    manageAccessUrl: page ?? null,
  };
}

function daysOf(counts: readonly DayCount[], now: Date, timeZone: string, brokenSince: string | null): readonly DayCell[] {
  const byDate = new Map(counts.map((count) => [count.date, count]));
  const dayName = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const today = dayName.format(now);
  const brokenFrom = brokenSince === null ? null : dayName.format(new Date(brokenSince));
  return Array.from({ length: DAYS }, (_, index) => {
    // Noon, so that a day of 23 or 25 hours cannot shift the date.
    const date = new Date(Date.parse(`${today}T12:00:00Z`) - (DAYS - 1 - index) * 86_400_000).toISOString().slice(0, 10);
    return { date, kind: kindOf(byDate.get(date), brokenFrom !== null && date >= brokenFrom) };
  });
}

/** Renewals that failed while access still worked were late; only a connection that is broken has stopped. */
function kindOf(count: DayCount | undefined, broken: boolean): DayCell["kind"] {
  if (!count || count.committed + count.failed === 0) return "none";
  if (count.failed === 0) return "ok";
  return count.committed === 0 && broken ? "failed" : "late";
}
