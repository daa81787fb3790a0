import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import type { TestDatabase } from "./postgres";

/** The overview with figures, and what admins tell of outages. */
export const OVERVIEW_SCREENS = ["admin-overview-figures", "admin-outages", "admin-outages-refused"] as const;

type Open = (page: Page) => Promise<void>;
type Here = {
  readonly database: TestDatabase;
  readonly go: (path: string) => Open;
  readonly inTrouble: (path: string) => Open;
  readonly adminId: string;
};

/** Figures of days that are over: the engine folds only what is newer. */
const FIGURES = `
  insert into renewal_bucket (minutes, bucket, registration_id, outcome, n, latency)
  select m.minutes, date_bin(m.minutes * interval '1 minute', now(), 'epoch') - k * m.minutes * interval '1 minute', r.id, o.outcome,
    greatest(1, (case o.outcome when 'ok' then 900 + 37 * (k % 7) when 'provider' then case when k = 3 then 240 else 3 end else 5 end) * m.minutes / 60),
    array[0,0,0,3,20,200,500,300,90,40,case when k = 3 then 200 else 20 end,8,3,case when k = 3 then 90 else 0 end,0,0,0,0]
  from client_registration r, (values (60, 220), (1440, 30)) m(minutes, many), generate_series(2, m.many - 1) k,
    (values ('ok'), ('grant'), ('provider'), ('setup')) o(outcome)
  where r.provider_id in ('stubhub', 'foxy') on conflict do nothing`;

export function overviewScreens({
  database,
  go,
  inTrouble,
  adminId,
}: Here): Readonly<Record<(typeof OVERVIEW_SCREENS)[number], Open>> {
  /** For as long as a page takes: no dashboard may have a note on it. */
  const noted =
    (open: Open): Open =>
    async (page) => {
      await database.query(
        `insert into outage_note (public_id, provider_id, kind, text, starts_at, ends_at, written_by) values
           ('out_gggggggggggggggg', 'stubhub', 'partly', 'StubHub shows old prices today. Nothing is lost.', now() - interval '2 hours', null, '${adminId}'),
           ('out_hhhhhhhhhhhhhhhh', 'foxy', 'planned', 'Foxy is closed on Sunday night.', now() + interval '30 hours', now() + interval '34 hours', '${adminId}'),
           ('out_iiiiiiiiiiiiiiii', 'foxy', 'down', 'Foxy did not answer this morning.', now() - interval '9 days', now() - interval '8 days', null)`,
      );
      try {
        await open(page);
      } finally {
        await database.query("delete from outage_note");
      }
    };
  const typed = new URLSearchParams({
    provider: "foxy",
    kind: "planned",
    text: "Foxy closes at night.",
    ends: "2020-01-01T10:00",
  });
  return {
    "admin-overview-figures": async (page) => {
      await database.query(FIGURES);
      await go(`${routes.admin.overview}?range=7d`)(page);
    },
    "admin-outages": noted(inTrouble(routes.admin.outages)),
    "admin-outages-refused": go(`${routes.admin.outages}?${typed}`),
  };
}
