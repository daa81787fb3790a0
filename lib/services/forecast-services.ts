import { type CalendarEvent, calendarText } from "../core/calendar";
import { type Failure, failure } from "../core/errors";
import { forecastOf, forecastUntil } from "../core/forecast/forecast";
import type { AdminConnection } from "../core/ports/admin";
import { err, ok, type Result } from "../core/result";
import { seesAdminPages } from "../core/roles";
import { networkOf } from "../core/sign-in/try-limits";
import type { CalendarWords, EndingView, ForecastView } from "../views/forecast";
import { routes } from "../views/routes";
import type { Actor } from "./actor";
import { placeFilter, placeView } from "./admin-provider";
import type { Dependencies } from "./dependencies";
import { endingBefore } from "./ending-before";
import { permitted, permittedResult } from "./permitted";

type Deps = Pick<
  Dependencies,
  "admin" | "forecast" | "calendars" | "definitions" | "clock" | "randomness" | "digest" | "guesses" | "appOrigin"
>;

/** What will need a person. For whoever sees no admin page all of it is `not_found`. */
export type ForecastServices = {
  readonly forecast: (actor: Actor) => Promise<Result<ForecastView, Failure>>;
  /** Makes the actor's secret address, in place of the one before. Its code is told this once. */
  readonly makeCalendar: (actor: Actor) => Promise<Result<{ readonly code: string }, Failure>>;
  readonly takeCalendarBack: (actor: Actor) => Promise<Result<null, Failure>>;
  /**
   * The calendar behind an address, as text (RFC 5545). It ends with its owner's role.
   *
   * @param knock `code` of the address and who asks, both untrusted; wrong codes are counted
   */
  readonly calendar: (
    knock: { readonly code: string; readonly from: string },
    words: CalendarWords,
  ) => Promise<Result<string, Failure<"not_found" | "too_many">>>;
};

const SOONEST_SHOWN = 20;
const REFUSED_COUNTED = 1000;
/** A calendar with more entries than this helps nobody; the last one says how many there are. */
const MOST_EVENTS = 500;
/** What a calendar's address holds: 192 bits in base64url. */
const CODE = /^[A-Za-z0-9_-]{32}$/;
const CODE_BYTES = 24;

export const forecastServices = (deps: Deps): ForecastServices => ({
  forecast: (actor) => permitted(actor, "see_health", () => forecast(deps, actor)),
  makeCalendar: (actor) => permittedResult(actor, "see_health", () => makeCalendar(deps, actor)),
  takeCalendarBack: (actor) => permittedResult(actor, "see_health", () => takeBack(deps, actor)),
  calendar: (knock, words) => calendar(deps, knock, words),
});

async function forecast(deps: Deps, actor: Actor): Promise<ForecastView> {
  const now = deps.clock.now();
  const until = forecastUntil(now);
  const [buckets, { rows }, refusedOnce, health, feed] = await Promise.all([
    deps.forecast.buckets(until),
    deps.admin.page(endingBefore(deps, until), { by: "ends", direction: "asc" }, null, SOONEST_SHOWN),
    deps.forecast.refusedOnce(REFUSED_COUNTED),
    deps.admin.health(),
    deps.calendars.of(actor.userId),
  ]);
  const { weeks, rows: providers, total } = forecastOf(buckets, now);
  return {
    tests: deps.admin.countsTests ? "" : "none",
    weeks,
    providers: providers.map((row) => ({
      provider: placeView(deps, row),
      filter: placeFilter(row),
      weeks: row.weeks,
      total: row.total,
    })),
    total,
    soonest: rows.map((row) => endingView(deps, row)).filter((row) => row !== null),
    refusedOnce,
    alreadyBroken: health.filter(({ condition }) => condition === "reconnect").reduce((sum, { count }) => sum + count, 0),
    calendar: feed && { madeAt: feed.madeAt.toISOString(), readAt: feed.readAt?.toISOString() ?? null },
    shownAt: now.toISOString(),
  };
}

function endingView(deps: Deps, { connection, owner }: AdminConnection): EndingView | null {
  const { keeping } = connection;
  const endsAt = keeping.hasRefresh ? keeping.refreshExpiresAt : keeping.accessExpiresAt;
  if (endsAt === null) return null;
  return {
    id: connection.id,
    label: connection.label,
    provider: placeView(deps, connection),
    owner,
    endsAt: endsAt.toISOString(),
    what: keeping.hasRefresh ? "permission" : "access",
  };
}

async function makeCalendar(deps: Deps, { userId }: Actor): Promise<Result<{ readonly code: string }, Failure>> {
  const code = deps.randomness.token(CODE_BYTES);
  await deps.calendars.make(userId, deps.digest.sha256(code), {
    action: "calendar_made",
    actorKind: "admin",
    actorId: userId,
    object: userId,
    result: "done",
  });
  return ok({ code });
}

async function takeBack(deps: Deps, { userId }: Actor): Promise<Result<null, Failure>> {
  const taken = await deps.calendars.takeBack(userId, {
    action: "calendar_taken_back",
    actorKind: "admin",
    actorId: userId,
    object: userId,
    result: "done",
  });
  return taken ? ok(null) : err(failure("changed_meanwhile"));
}

async function calendar(
  deps: Deps,
  { code, from }: { readonly code: string; readonly from: string },
  words: CalendarWords,
): Promise<Result<string, Failure<"not_found" | "too_many">>> {
  const network = networkOf(from);
  if (network !== null && deps.guesses.tooMany(network)) return err(failure("too_many"));
  const hash = CODE.test(code) ? deps.digest.sha256(code) : null;
  if (hash !== null && deps.guesses.tooMany(`calendar ${hash}`)) return err(failure("too_many"));
  const owner = hash === null ? null : await deps.calendars.byHash(hash);
  if (hash === null || owner === null || owner.isDisabled || !seesAdminPages(owner.role)) {
    if (network !== null) deps.guesses.note(network);
    return err(failure("not_found"));
  }
  // Programs look every few hours; one that asks all the time is told to wait.
  deps.guesses.note(`calendar ${hash}`);
  const now = deps.clock.now();
  const until = forecastUntil(now);
  const items = await deps.forecast.items(until, MOST_EVENTS);
  const events = items.map(
    ({ id, label, providerId, endsAt }): CalendarEvent => ({
      id: `ends-${id}`,
      day: endsAt.toISOString().slice(0, 10),
      title: words.title(label, deps.definitions.find((definition) => definition.id === providerId)?.displayName ?? providerId),
      text: words.text,
      url: `${deps.appOrigin}${routes.admin.connection(id)}`,
    }),
  );
  return ok(calendarText({ name: words.name, host: new URL(deps.appOrigin).hostname, now, events }));
}
