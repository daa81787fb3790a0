import { IS_ABOUT } from "./emergency-ending";
import { Prisma } from "./generated/client";

/** Nothing is known of what was before. */
export const SINCE = Prisma.sql`(SELECT value::timestamptz FROM deployment WHERE key = 'availability_since')`;

/** An instant, or what says one. */
export type At = Date | Prisma.Sql;

/**
 * Of each connection `id`, its `registration_id` and `owner_id`, from `f` to `t` within the window: as far as it was connected
 * and anything is known of it.
 *
 * @param where over `c` (connection)
 */
export const connectedSpans = (from: At, to: At, where: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT * FROM (
    SELECT c.id, c.registration_id, c.owner_id, GREATEST(LEAST(c.created_at, c.connected_at), ${SINCE}, ${from}::timestamptz) AS f,
      LEAST(COALESCE(c.disconnected_at, ${to}::timestamptz), ${to}::timestamptz) AS t
    FROM connection c WHERE ${where}
  ) AS spans WHERE f < t`;

/** A condition over a span of a table: it reaches into the window. */
export const reaching = (span: Prisma.Sql, from: At, to: At): Prisma.Sql =>
  Prisma.sql`${span}.began_at < ${to}::timestamptz AND (${span}.ended_at IS NULL OR ${span}.ended_at > ${from}::timestamptz)`;

/** All of them as one set of instants: what overlaps is in it once. No clock's step back makes a span that no range can be. */
const together = (began: Prisma.Sql, ended: Prisma.Sql, to: At): Prisma.Sql =>
  Prisma.sql`range_agg(tstzrange(${began}, GREATEST(${began}, COALESCE(${ended}, ${to}::timestamptz))))`;

/**
 * `stops`: of each registration that an emergency has stopped within the window, its `spans`. Nobody gets access then.
 *
 * In each of the calls PostgreSQL looks at a few rows: emergencies are few.
 */
export const stopsOf = (from: At, to: At): Prisma.Sql => Prisma.sql`
  stops AS MATERIALIZED (
    SELECT r.id AS registration_id, ${together(Prisma.sql`e.started_at`, Prisma.sql`e.ended_at`, to)} AS spans
    FROM emergency e JOIN client_registration r ON ${IS_ABOUT}
    WHERE e.started_at < ${to}::timestamptz AND (e.ended_at IS NULL OR e.ended_at > ${from}::timestamptz) GROUP BY r.id
  )`;

/** How many minutes are in a set of instants. */
export const minutesIn = (instants: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(SELECT COALESCE(sum(extract(epoch FROM upper(span) - lower(span))) / 60, 0)::float8 FROM unnest(${instants}) AS span)`;

/**
 * After `lived` (`connectedSpans`) and `stops`: `minutes`, with `connected` and `down` of each connection, paused time in neither. Beside
 * them `lived` and `stopped`, the same as if it had neither been paused nor down by itself.
 */
export const minutesOf = (from: At, to: At): Prisma.Sql => {
  const spansOf = (table: Prisma.Sql): Prisma.Sql => Prisma.sql`
    SELECT l.id, ${together(Prisma.sql`x.began_at`, Prisma.sql`x.ended_at`, to)} AS spans
    FROM ${table} x JOIN lived l ON l.id = x.connection_id WHERE ${reaching(Prisma.sql`x`, from, to)} GROUP BY l.id`;
  return Prisma.sql`
  paused AS (${spansOf(Prisma.sql`paused_span`)}), down AS (${spansOf(Prisma.sql`downtime`)}), minutes AS (
    SELECT l.id, l.registration_id, l.owner_id, ${minutesIn(Prisma.sql`own.asked`)} AS connected, ${minutesIn(Prisma.sql`own.asked * own.off`)} AS down,
      ${minutesIn(Prisma.sql`own.here`)} AS lived, ${minutesIn(Prisma.sql`own.here * own.stop`)} AS stopped
    FROM lived l LEFT JOIN paused ON paused.id = l.id LEFT JOIN down ON down.id = l.id LEFT JOIN stops ON stops.registration_id = l.registration_id
    CROSS JOIN LATERAL (SELECT tstzmultirange(tstzrange(l.f, l.t)) AS here, COALESCE(stops.spans, '{}') AS stop,
      tstzmultirange(tstzrange(l.f, l.t)) - COALESCE(paused.spans, '{}') AS asked, COALESCE(down.spans, '{}') + COALESCE(stops.spans, '{}') AS off) AS own
  )`;
};
