import type { Availability } from "../../core/availability/availability";
import type { OpenSpan } from "../../core/availability/spans";
import type { AvailabilityStore } from "../../core/ports/availability";
import { availabilityCounts } from "./availability-counts";
import { connectedSpans, minutesOf, SINCE, stopsOf } from "./availability-sql";
import { Prisma } from "./generated/client";
import type { Db } from "./open";

type Minutes = { connected: number; down: number };

/** Availability in PostgreSQL. @param countsTests whether days and the worst tell of connections to pretend marketplaces */
export const availabilityStore = (db: Db, countsTests: boolean): AvailabilityStore => ({
  ...single(db),
  ...many(db),
  ...availabilityCounts(db, countsTests ? Prisma.sql`true` : Prisma.sql`NOT c.is_test`),
});

const toAvailability = (row: Minutes): Availability => ({
  connectedMinutes: Number(row.connected),
  downMinutes: Math.max(0, Number(row.down)),
});

const single = (db: Db): Pick<AvailabilityStore, "since" | "lived" | "ofOwner"> => ({
  async since() {
    const [row] = await db.$queryRaw<{ at: Date }[]>`SELECT ${SINCE} AS at`;
    return row?.at ?? new Date();
  },

  async lived(connectionId, from) {
    const [row] = await db.$queryRaw<{ id: bigint; registration: bigint; provider: string; from: Date; to: Date | null }[]>`
      SELECT id, registration_id AS registration, provider_id AS provider, LEAST(created_at, connected_at) AS from, disconnected_at AS to FROM connection WHERE public_id = ${connectionId}`;
    if (!row) return null;
    const spans = (table: Prisma.Sql) => db.$queryRaw<OpenSpan[]>`
      SELECT began_at AS from, ended_at AS to FROM ${table} WHERE connection_id = ${row.id} AND (ended_at IS NULL OR ended_at > ${from})`;
    const [paused, down, stops] = await Promise.all([
      spans(Prisma.sql`paused_span`),
      spans(Prisma.sql`downtime`),
      db.$queryRaw<OpenSpan[]>`
        SELECT started_at AS from, ended_at AS to FROM emergency
        WHERE (registration_id IS NULL OR registration_id = ${row.registration}) AND (provider_id IS NULL OR provider_id = ${row.provider})
          AND (ended_at IS NULL OR ended_at > ${from})`,
    ]);
    return { connected: { from: row.from, to: row.to }, paused, down: [...down, ...stops] };
  },

  async ofOwner(ownerId, from, to) {
    const whose = Prisma.sql`c.owner_id = (SELECT id FROM app_user WHERE public_id = ${ownerId})`;
    const [row] = await db.$queryRaw<Minutes[]>`
      WITH ${stopsOf(from, to)}, lived AS (${connectedSpans(from, to, whose)}), ${minutesOf(from, to)}
      SELECT COALESCE(sum(minutes.connected), 0)::float8 AS connected, COALESCE(sum(minutes.down), 0)::float8 AS down FROM minutes`;
    return row ? toAvailability(row) : { connectedMinutes: 0, downMinutes: 0 };
  },
});

type DayRow = Minutes & { day: string; provider_id: string; environment_id: string };
type WorstRow = Minutes & {
  id: string;
  label: string;
  provider_id: string;
  environment_id: string;
  owner_id: string;
  name: string;
  email: string | null;
};

const many = (db: Db): Pick<AvailabilityStore, "countedAt" | "days" | "worstConnections" | "worstSellers"> => ({
  async countedAt() {
    const [row] = await db.$queryRaw<
      { at: Date | null }[]
    >`SELECT max(updated_at) AS at FROM deployment WHERE key = 'availability_counted'`;
    return row?.at ?? null;
  },

  async days(days) {
    const rows = await db.$queryRaw<DayRow[]>`
      SELECT d.day::text AS day, r.provider_id, r.environment_id, sum(d.connected_minutes)::float8 AS connected, sum(d.down_minutes)::float8 AS down
      FROM availability_day d JOIN client_registration r ON r.id = d.registration_id
      WHERE d.day > (now() AT TIME ZONE 'UTC')::date - ${days}::int GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
    return rows.map((row) => ({
      ...toAvailability(row),
      day: row.day,
      providerId: row.provider_id,
      environmentId: row.environment_id,
    }));
  },

  async worstConnections(days, limit) {
    const rows = await db.$queryRaw<WorstRow[]>`
      SELECT c.public_id AS id, c.label, c.provider_id, c.environment_id, o.public_id AS owner_id, o.name, o.email,
        w.connected_minutes AS connected, w.down_minutes AS down
      FROM availability_worst w JOIN connection c ON c.id = w.subject_id JOIN app_user o ON o.id = c.owner_id
      WHERE w.kind = 'connection' AND w.days = ${days} ORDER BY w.place LIMIT ${limit}`;
    return rows.map((row) => ({
      ...toAvailability(row),
      id: row.id,
      label: row.label,
      providerId: row.provider_id,
      environmentId: row.environment_id,
      owner: { id: row.owner_id, name: row.name, email: row.email },
    }));
  },

  async worstSellers(days, limit) {
    const rows = await db.$queryRaw<(Minutes & { id: string; name: string; email: string | null; live: number })[]>`
      SELECT o.public_id AS id, o.name, o.email, w.connected_minutes AS connected, w.down_minutes AS down,
        (SELECT count(*)::int FROM connection c WHERE c.owner_id = o.id AND c.status NOT IN ('REVOKING', 'REVOKED')) AS live
      FROM availability_worst w JOIN app_user o ON o.id = w.subject_id
      WHERE w.kind = 'owner' AND w.days = ${days} ORDER BY w.place LIMIT ${limit}`;
    return rows.map((row) => ({ ...toAvailability(row), id: row.id, name: row.name, email: row.email, live: row.live }));
  },
});
