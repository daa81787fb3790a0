import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openServer } from "@/lib/adapters/db/open";
import { figureStore } from "@/lib/adapters/db/renewal-figures";
import { plantCrowd } from "@/tests/support/crowd";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";

const MINUTE = 60_000;

let house: House;
let connection: string;
let registration: string;
beforeAll(async () => {
  house = await buildHouse();
  const owner = await makeSeller(house);
  [connection = ""] = await plantCrowd(house.database, [{ label: "Shop", owner: owner.userId }]);
  const [row] = await house.database.query(
    "select r.public_id from connection c join client_registration r on r.id = c.registration_id where c.public_id = $1",
    [connection],
  );
  registration = String(row?.["public_id"]);
});
afterAll(() => house[Symbol.asyncDispose]());
afterEach(() =>
  house.database.query(
    "delete from refresh_attempt; delete from renewal_bucket; delete from deployment where key = 'figures:folded'",
  ),
);

const figures = () => house.container.dependencies.figures;

type Ended = { readonly agoMs: number; readonly state?: string; readonly class?: string | null; readonly ms?: number | null };

/** Renewals that have ended. @param times how many of each */
async function ended(renewals: readonly Ended[], times = 1): Promise<void> {
  const rows = renewals.map(({ agoMs, state = "COMMITTED", class: failed = null, ms = 120 }) => ({ agoMs, state, failed, ms }));
  await house.database.query(
    `insert into refresh_attempt (connection_id, registration_id, lease_id, generation, trigger, state, error_class, duration_ms, started_at, finished_at)
     select c.id, c.registration_id, gen_random_uuid()::text, 1, 'scheduler', (m->>'state')::"RefreshState", m->>'failed', (m->>'ms')::int,
       now() - (m->>'agoMs')::float8 * interval '1 millisecond', now() - (m->>'agoMs')::float8 * interval '1 millisecond'
     from jsonb_array_elements($1::jsonb) m, generate_series(1, $2::int), connection c where c.public_id = $3`,
    [JSON.stringify(rows), times, connection],
  );
}

async function foldAll(): Promise<void> {
  while (!(await figures().fold()));
}

/** What was kept of each length, in one number for each outcome. */
async function kept(minutes: number): Promise<Readonly<Record<string, number>>> {
  const rows = await house.database.query(
    "select outcome, sum(n)::int as n from renewal_bucket where minutes = $1 group by 1 order by 1",
    [minutes],
  );
  return Object.fromEntries(rows.map((row) => [String(row["outcome"]), Number(row["n"])]));
}
const everything = () =>
  house.database.query(
    "select minutes, bucket, registration_id::text, outcome, n, latency from renewal_bucket order by 1, 2, 3, 4",
  );

describe("figures of renewals", () => {
  it("count each renewal that ended by how it ended, and leave out what runs and what somebody else has renewed", async () => {
    await ended([{ agoMs: 60_000, ms: 120 }], 3);
    await ended([
      { agoMs: 60_000, state: "FAILED", class: "provider", ms: 9_000 },
      { agoMs: 60_000, state: "UNKNOWN", class: "provider", ms: null },
      { agoMs: 60_000, state: "FAILED", class: "grant" },
      { agoMs: 60_000, state: "SUPERSEDED" },
    ]);
    await house.database.query(
      "insert into refresh_attempt (connection_id, registration_id, lease_id, generation, trigger) select id, registration_id, 'runs', 1, 'scheduler' from connection",
    );
    await foldAll();
    for (const minutes of [5, 60, 1440]) expect(await kept(minutes), String(minutes)).toEqual({ ok: 3, provider: 2, grant: 1 });

    const [ok] = (await figures().sums(5, new Date(Date.now() - 10 * MINUTE))).filter(({ outcome }) => outcome === "ok");
    expect(ok).toMatchObject({ registrationId: registration, n: 3 });
    expect(ok?.latency.indexOf(3)).toBe(4);
  });

  it("count one whose process was lost when its reply is found, and once", async () => {
    await ended([{ agoMs: 12 * MINUTE, state: "UNKNOWN", class: "ours" }]);
    await house.database.query("update refresh_attempt set error_code = 'process_lost'");
    await foldAll();
    expect(await kept(1440)).toEqual({});
    await house.database.query(
      "update refresh_attempt set state = 'COMMITTED', error_class = null, error_code = null, finished_at = now()",
    );
    await foldAll();
    expect(await kept(1440)).toEqual({ ok: 1 });
  });

  it("twice in a row is the same as once, and as ten times at once", async () => {
    await ended([{ agoMs: 30_000 }, { agoMs: 3 * MINUTE }, { agoMs: 7 * MINUTE, state: "FAILED", class: "setup" }], 20);
    await foldAll();
    const once = await everything();
    expect(once.length).toBeGreaterThan(3);
    await foldAll();
    expect(await everything()).toEqual(once);
    await Promise.all(Array.from({ length: 10 }, () => figures().fold()));
    expect(await everything()).toEqual(once);
  });

  it("a fold that is cut off in the middle changes nothing, and the next one loses nothing", async () => {
    await ended([{ agoMs: 4 * MINUTE }], 5);
    await foldAll();
    const before = await everything();
    await ended([{ agoMs: 1000 }], 7);
    // The last statement of a fold fails: as if the process, or its line to the database, had ended there.
    await house.database.query(
      "create function no_mark() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$; create trigger no_mark before update on deployment for each row when (new.key = 'figures:folded') execute function no_mark()",
    );
    await expect(figures().fold()).rejects.toThrow("cut off");
    expect(await everything()).toEqual(before);
    await house.database.query("drop trigger no_mark on deployment; drop function no_mark()");
    await foldAll();
    expect(await kept(1440)).toEqual({ ok: 12 });
    expect(await kept(5)).toEqual({ ok: 12 });
  });

  it("a renewal whose end is written after its five minutes were folded is counted, once", async () => {
    // A second before the five minutes that run now.
    const agoMs = (Date.now() % (5 * MINUTE)) + 1000;
    await ended([{ agoMs }], 2);
    await foldAll();
    await ended([{ agoMs }]);
    await foldAll();
    expect([await kept(5), await kept(60)]).toEqual([{ ok: 3 }, { ok: 3 }]);
  });

  it("takes up where nobody folded for days, piece by piece, and history from before the first fold", async () => {
    const hours = Array.from({ length: 3 * 24 }, (_, hour) => ({ agoMs: (hour + 0.5) * 60 * MINUTE }));
    await ended(hours);
    expect(await figures().fold()).toBe(false);
    await foldAll();
    expect(await kept(1440)).toEqual({ ok: 72 });
    expect(await kept(60)).toEqual({ ok: 72 });
    // Five minutes are kept for two days and a little, and what is gone of them stays in the longer spans.
    expect((await kept(5))["ok"]).toBeLessThan(52);
    await foldAll();
    expect(await kept(1440)).toEqual({ ok: 72 });
  });

  it("two processes that fold at once wait for each other", async () => {
    const second = await openServer(house.database.url);
    await ended([{ agoMs: MINUTE }], 50);
    await Promise.all([foldAll(), figureStore(second.prisma).fold()]);
    expect(await kept(60)).toEqual({ ok: 50 });
    await second.close();
  });

  it("reading costs what is shown, however many renewals there were", async () => {
    await ended([{ agoMs: MINUTE }], 5_000);
    await foldAll();
    const rows = await house.database.query("select count(*)::int as n from renewal_bucket");
    expect(rows).toEqual([{ n: 3 }]);
    expect(await figures().series(60, new Date(Date.now() - 24 * 60 * MINUTE))).toHaveLength(1);
  });
});

describe("what the tiles showed a day ago", () => {
  it("is noted once an hour, and told only when somebody noted it about a day ago", async () => {
    expect(await figures().countsADayAgo()).toBeNull();
    expect(await figures().mayNote()).toBe(true);
    expect(await figures().mayNote()).toBe(false);
    await figures().noteCounts({ all: 7, trouble: 2 });
    expect(await figures().countsADayAgo()).toBeNull();
    await house.database.query("update count_snapshot set at = at - interval '24 hours'");
    expect(await figures().countsADayAgo()).toEqual({ all: 7, trouble: 2 });
    await house.database.query("update count_snapshot set at = at - interval '5 hours'");
    expect(await figures().countsADayAgo()).toBeNull();
  });
});
