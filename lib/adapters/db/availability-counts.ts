import { WINDOWS } from "../../core/availability/availability";
import type { AvailabilityStore } from "../../core/ports/availability";
import { connectedSpans, minutesIn, minutesOf, reaching, SINCE, stopsOf } from "./availability-sql";
import { Prisma } from "./generated/client";
import type { Db } from "./open";

/** A page shows no more of either. */
const WORST_KEPT = 50;
/** Days that were missed, say because nothing ran, are made up for so many at a time. */
const DAYS_AT_ONCE = 14;
const KEEP_DAYS = 400;
/** Spans that reach into the longest window are needed. */
const KEEP_SPANS_DAYS = 120;

/** What time alone has ended is noted within seconds while anything runs; what waits longer was not looked at yet. */
const SETTLED_SECONDS = 10;
const NOW = Prisma.sql`now()`;

/**
 * Counting what pages show at once, so that none of them has to look through every connection.
 *
 * @param counted over `c` (connection): whether it counts
 */
export const availabilityCounts = (db: Db, counted: Prisma.Sql): Pick<AvailabilityStore, "takeTurn" | "count" | "forget"> => ({
  async takeTurn(everyMs) {
    // After a time in which nothing ran, what ended meanwhile is noted first: a day that is over is counted once.
    const taken = await db.$executeRaw`
      INSERT INTO deployment (key, value, updated_at) SELECT 'availability_turn', '', now()
      WHERE NOT EXISTS (SELECT FROM credential WHERE state_until < now() - ${SETTLED_SECONDS} * interval '1 second')
      ON CONFLICT (key) DO UPDATE SET updated_at = now() WHERE deployment.updated_at < now() - ${everyMs}::float8 * interval '1 millisecond'`;
    return taken === 1;
  },

  async count() {
    for (const day of await daysToCount(db)) await countDay(db, day, counted);
    for (const days of WINDOWS) await countWorst(db, days, counted);
    await db.$executeRaw`
      INSERT INTO deployment (key, value, updated_at) VALUES ('availability_counted', (now() AT TIME ZONE 'UTC')::date::text, now())
      ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = now()`;
  },

  async forget() {
    await db.$executeRaw`DELETE FROM availability_day WHERE day < (now() AT TIME ZONE 'UTC')::date - ${KEEP_DAYS}::int`;
    const old = Prisma.sql`now() - ${KEEP_SPANS_DAYS} * interval '1 day'`;
    await db.$executeRaw`DELETE FROM downtime WHERE ended_at < ${old}`;
    await db.$executeRaw`DELETE FROM paused_span WHERE ended_at < ${old}`;
  },
});

/** From the last day that was counted, which may not have been over then, up to today. */
async function daysToCount(db: Db): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ day: string }[]>`
    SELECT day::date::text AS day FROM generate_series(
      GREATEST(
        COALESCE((SELECT value::date FROM deployment WHERE key = 'availability_counted'), (${SINCE} AT TIME ZONE 'UTC')::date),
        (now() AT TIME ZONE 'UTC')::date - ${DAYS_AT_ONCE}::int),
      (now() AT TIME ZONE 'UTC')::date, interval '1 day') AS day ORDER BY day`;
  return rows.map(({ day }) => day);
}

/**
 * Most connections were neither paused nor down: of those only sums are taken, and the others are put right one by one.
 *
 * @param day YYYY-MM-DD, in UTC
 */
async function countDay(db: Db, day: string, counted: Prisma.Sql): Promise<void> {
  const from = Prisma.sql`(${day}::date AT TIME ZONE 'UTC')`;
  const to = Prisma.sql`LEAST(now(), (${day}::date + 1) AT TIME ZONE 'UTC')`;
  const notAlways = Prisma.sql`${counted} AND c.id IN (
    SELECT p.connection_id FROM paused_span p WHERE ${reaching(Prisma.sql`p`, from, to)}
    UNION SELECT d.connection_id FROM downtime d WHERE ${reaching(Prisma.sql`d`, from, to)})`;
  await db.$executeRaw`
    WITH ${stopsOf(from, to)}, lived AS (${connectedSpans(from, to, notAlways)}), ${minutesOf(from, to)}, every AS (
      SELECT l.registration_id, sum(extract(epoch FROM l.t - l.f) / 60)::float8 AS connected,
        sum(CASE WHEN stops.spans IS NULL THEN 0 ELSE ${minutesIn(Prisma.sql`tstzmultirange(tstzrange(l.f, l.t)) * stops.spans`)} END) AS down
      FROM (${connectedSpans(from, to, counted)}) AS l LEFT JOIN stops ON stops.registration_id = l.registration_id GROUP BY 1
      UNION ALL SELECT registration_id, sum(connected - lived), sum(down - stopped) FROM minutes GROUP BY 1
    )
    INSERT INTO availability_day (registration_id, day, connected_minutes, down_minutes, counted_at)
    SELECT registration_id, ${day}::date, GREATEST(0, sum(connected)), GREATEST(0, sum(down)), now() FROM every GROUP BY registration_id
    ON CONFLICT (registration_id, day) DO UPDATE SET connected_minutes = EXCLUDED.connected_minutes, down_minutes = EXCLUDED.down_minutes,
      counted_at = EXCLUDED.counted_at`;
}

async function countWorst(db: Db, days: number, counted: Prisma.Sql): Promise<void> {
  const from = Prisma.sql`(now() - ${days} * interval '1 day')`;
  // Only whoever was down at all can be among the worst; whose it is, is who has it now.
  const down = Prisma.sql`downtime d WHERE ${reaching(Prisma.sql`d`, from, NOW)}`;
  const wasDown = Prisma.sql`${counted} AND c.id IN (SELECT d.connection_id FROM ${down})`;
  const ofDown = Prisma.sql`${counted} AND c.owner_id IN (SELECT o.owner_id FROM connection o WHERE o.id IN (SELECT d.connection_id FROM ${down}))`;
  await db.$transaction([
    db.$executeRaw`DELETE FROM availability_worst WHERE days = ${days}`,
    db.$executeRaw`
      WITH ${stopsOf(from, NOW)}, lived AS (${connectedSpans(from, NOW, wasDown)}), ${minutesOf(from, NOW)}
      INSERT INTO availability_worst (kind, days, place, subject_id, connected_minutes, down_minutes)
      SELECT 'connection', ${days}, row_number() OVER (ORDER BY down DESC, id), id, connected, down FROM minutes
      WHERE down > 0 ORDER BY down DESC, id LIMIT ${WORST_KEPT}
      ON CONFLICT DO NOTHING`,
    db.$executeRaw`
      WITH ${stopsOf(from, NOW)}, lived AS (${connectedSpans(from, NOW, ofDown)}), ${minutesOf(from, NOW)}, sellers AS (
        SELECT owner_id, sum(connected) AS connected, sum(down) AS down FROM minutes GROUP BY owner_id HAVING sum(down) > 0
      )
      INSERT INTO availability_worst (kind, days, place, subject_id, connected_minutes, down_minutes)
      SELECT 'owner', ${days}, row_number() OVER (ORDER BY down / NULLIF(connected, 0) DESC NULLS LAST, owner_id), owner_id, connected, down FROM sellers
      ORDER BY down / NULLIF(connected, 0) DESC NULLS LAST, owner_id LIMIT ${WORST_KEPT}
      ON CONFLICT DO NOTHING`,
  ]);
}
