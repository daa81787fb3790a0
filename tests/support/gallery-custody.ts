import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import type { TestDatabase } from "./postgres";

/** Keys, what will need a person, and how usable connections were. */
export const CUSTODY_SCREENS = [
  "admin-keys",
  "admin-keys-missing",
  "admin-forecast",
  "admin-availability",
  "admin-availability-new",
] as const;

type Open = (page: Page) => Promise<void>;

/** A month of days, some with hours in which access was missing, as the count would have written them. */
async function plantDays(database: TestDatabase): Promise<void> {
  await database.query("update deployment set value = '2026-01-01T00:00:00Z' where key = 'availability_since'");
  await database.query(
    `insert into availability_day (registration_id, day, connected_minutes, down_minutes, counted_at)
     select r.id, d::date, 14400, case when extract(day from d)::int % 11 = 0 then 300 when extract(day from d)::int % 4 = 0 then 20 else 0 end, now()
     from (select distinct registration_id as id from connection) r, generate_series(now() - interval '70 days', now(), interval '1 day') d
     on conflict (registration_id, day) do update set connected_minutes = excluded.connected_minutes, down_minutes = excluded.down_minutes`,
  );
  await database.query(
    `insert into availability_worst (kind, days, place, subject_id, connected_minutes, down_minutes)
     select 'connection', 30, row_number() over (order by id), id, 43200, 9000 / row_number() over (order by id) from (select id from connection order by id limit 6) c
     union all select 'owner', 30, row_number() over (order by owner_id), owner_id, 432000, 1800 from (select distinct owner_id from connection limit 4) o
     on conflict (kind, days, place) do nothing`,
  );
}

export const custodyScreens = (known: {
  readonly database: TestDatabase;
  readonly go: (path: string) => Open;
}): Readonly<Record<(typeof CUSTODY_SCREENS)[number], Open>> => {
  const { database, go } = known;
  return {
    "admin-keys": go(routes.admin.keys),
    "admin-keys-missing": async (page) => {
      await database.query("update credential set key_id = 'k-lost0001' where key_id is null and connection_id % 3 = 0");
      await go(routes.admin.keys)(page);
      await database.query("update credential set key_id = null where key_id = 'k-lost0001'");
    },
    "admin-forecast": go(routes.admin.forecast),
    "admin-availability-new": async (page) => {
      await database.query("delete from availability_day");
      await go(routes.admin.availability)(page);
    },
    "admin-availability": async (page) => {
      await plantDays(database);
      await go(routes.admin.availability)(page);
    },
  };
};
