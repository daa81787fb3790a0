import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { availabilityStore } from "@/lib/adapters/db/availability";
import { type Availability, availabilityOf, sumOf } from "@/lib/core/availability/availability";
import { countAvailability } from "@/lib/services/count-availability";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { plantConnection } from "@/tests/support/plant";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let house: House;
let seller: { readonly userId: string };
let admin: Awaited<ReturnType<typeof makeSeller>>;
beforeAll(async () => {
  house = await buildHouse();
  seller = await makeSeller(house, "Sam");
  admin = await makeSeller(house, "Vera", "viewer");
  await house.database.query("update deployment set value = '2026-01-01T00:00:00Z' where key = 'availability_since'");
});
afterAll(async () => house[Symbol.asyncDispose]());

type Span = { readonly from: number; readonly to: number | null };
type Stops = { readonly all: readonly Span[]; readonly market: readonly Span[] };
const NO_STOPS: Stops = { all: [], market: [] };
type Life = { readonly connected: Span; readonly paused: readonly Span[]; readonly down: readonly Span[] };

const now = Date.now();
const at = (hoursAgo: number) => new Date(now - hoursAgo * HOUR);
const opened = ({ from, to }: Span) => ({ from: at(from), to: to === null ? null : at(to) });

/** Spans of one kind do not overlap, as they are written: from points in the past, in hours ago, the oldest first. */
const spans = fc.uniqueArray(fc.integer({ min: 1, max: 24 * 40 }), { maxLength: 6 }).map((points) => {
  const sorted = [...points].sort((a, b) => b - a);
  return sorted.flatMap((from, place): Span[] => (place % 2 === 0 ? [{ from, to: sorted[place + 1] ?? null }] : []));
});
const stops: fc.Arbitrary<Stops> = fc.record({ all: spans, market: spans });
const life: fc.Arbitrary<Life> = fc.record({
  connected: fc
    .tuple(fc.integer({ min: 1, max: 24 * 45 }), fc.option(fc.integer({ min: 0, max: 24 * 44 }), { nil: null }))
    .map(([from, to]) => ({ from, to: to === null || to >= from ? null : to })),
  paused: spans,
  down: spans,
});

/** Emergencies about everything and about the marketplace of these connections, which may overlap. */
async function stop(stops: Stops): Promise<void> {
  await house.database.query("delete from emergency");
  for (const [provider, each] of [
    ...stops.all.map((span) => [null, span] as const),
    ...stops.market.map((span) => ["stubhub", span] as const),
  ])
    await house.database.query(
      "insert into emergency (public_id, provider_id, started_at, ended_at) values (gen_random_uuid()::text, $1, $2, $3)",
      [provider, opened(each).from, opened(each).to],
    );
}

async function live(lives: readonly Life[]): Promise<readonly string[]> {
  const ids: string[] = [];
  await house.database.query("truncate connection cascade");
  for (const [place, { connected, paused, down }] of lives.entries()) {
    const id = await plantConnection(house.database, seller.userId, { label: `store ${place}` });
    ids.push(id);
    const { from, to } = opened(connected);
    await house.database.query(
      "update connection set connected_at = $2, created_at = $2, disconnected_at = $3 where public_id = $1",
      [id, from, to],
    );
    await house.database.query("delete from downtime d using connection c where c.id = d.connection_id and c.public_id = $1", [
      id,
    ]);
    for (const each of paused.map(opened))
      await house.database.query(
        "insert into paused_span (connection_id, began_at, ended_at) select id, $2, $3 from connection where public_id = $1",
        [id, each.from, each.to],
      );
    for (const each of down.map(opened))
      await house.database.query(
        "insert into downtime (connection_id, registration_id, owner_id, began_at, ended_at) select id, registration_id, owner_id, $2, $3 from connection where public_id = $1",
        [id, each.from, each.to],
      );
  }
  return ids;
}

const expected = (lives: readonly Life[], from: number, to: number, { all, market }: Stops = NO_STOPS): Availability =>
  sumOf(
    lives.map(({ connected, paused, down }) =>
      availabilityOf(
        { connected: opened(connected), paused: paused.map(opened), down: [...down, ...all, ...market].map(opened) },
        { from, to },
      ),
    ),
  );
const near = (found: Availability, wanted: Availability, within = 2) => {
  expect(Math.abs(found.connectedMinutes - wanted.connectedMinutes), "connected").toBeLessThan(within);
  expect(Math.abs(found.downMinutes - wanted.downMinutes), "down").toBeLessThan(within);
};

describe("availability in the database", () => {
  it("for a seller it is what the pure function says of each of their connections, whatever overlaps", async () => {
    const store = availabilityStore(house.container.database.prisma, true);
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 3 }), stops, async (lives, stopped) => {
        const ids = await live(lives);
        await stop(stopped);
        const [from, to] = [now - 30 * DAY, now];
        near(await store.ofOwner(seller.userId, new Date(from), new Date(to)), expected(lives, from, to, stopped), 0.01);
        const [first] = lives;
        const lived = await store.lived(ids[0] ?? "", new Date(from));
        if (first && lived) near(availabilityOf(lived, { from, to }), expected([first], from, to, stopped), 0.01);
      }),
      { numRuns: 8 },
    );
    await stop(NO_STOPS);
  });

  it("days add up to the whole, counting twice changes nothing, and the worst stand first", async () => {
    const lives: readonly Life[] = [
      { connected: { from: 24 * 10, to: null }, paused: [{ from: 30, to: 20 }], down: [{ from: 26, to: 5 }] },
      { connected: { from: 24 * 10, to: null }, paused: [], down: [{ from: 50, to: 49 }] },
      { connected: { from: 24 * 3, to: 24 }, paused: [], down: [{ from: 24 * 3, to: null }] },
      { connected: { from: 5, to: null }, paused: [], down: [] },
    ];
    const ids = await live(lives);
    const stopped = { all: [{ from: 27, to: 18 }], market: [{ from: 24 * 9, to: 24 * 9 - 3 }] };
    await stop(stopped);
    // Whoever has a connection now has what happened to it.
    const heir = await makeSeller(house, "Hana");
    await house.database.query(
      "update connection set owner_id = (select id from app_user where public_id = $2) where public_id = $1",
      [ids[1], heir.userId],
    );
    await house.database.query("delete from deployment where key in ('availability_turn', 'availability_counted')");
    await countAvailability(house.container.dependencies);
    const days = await house.database.query("select day::text, connected_minutes, down_minutes from availability_day order by 1");
    await house.container.dependencies.availability.count();
    const again = await house.database.query(
      "select day::text, connected_minutes, down_minutes from availability_day order by 1",
    );

    const sum = (name: string) => days.reduce((all, row) => all + Number(row[name]), 0);
    near(
      { connectedMinutes: sum("connected_minutes"), downMinutes: sum("down_minutes") },
      expected(lives, now - 14 * DAY, Date.now(), stopped),
      5,
    );
    expect(again.length).toBe(days.length);
    for (const [place, row] of days.entries())
      if (place < days.length - 1) expect(again[place], "a day that is over stays as it was").toEqual(row);

    const page = await house.services.availabilityPage(admin);
    if (!page.ok) throw new Error(page.error.code);
    expect(page.value.worstConnections.map(({ id }) => ids.indexOf(id))).toEqual([2, 0, 1]);
    expect(page.value.worstConnections[0]?.share).toBe(0);
    expect(page.value.worstSellers.map(({ id }) => id).sort()).toEqual([seller.userId, heir.userId].sort());
    expect(page.value.providers[0]?.days).toHaveLength(90);
    // Only one process has the turn.
    expect(await house.container.dependencies.availability.takeTurn(60_000)).toBe(false);

    // A deployment that is no trial counts no connection to a pretend marketplace, as all of these are.
    await house.database.query("delete from availability_day; delete from deployment where key = 'availability_counted'");
    await availabilityStore(house.container.database.prisma, false).count();
    expect(await house.database.query("select 1 from availability_day")).toEqual([]);
    expect(await house.database.query("select 1 from availability_worst")).toEqual([]);
    await stop(NO_STOPS);
  });

  it("what comes back was not connected while it was disconnected, paused before or not", async () => {
    const lives = [{ connected: { from: 20, to: 12 }, paused: [], down: [] }];
    const [id = ""] = await live([...lives, ...lives]);
    const ids = await house.database.query("select public_id from connection order by id");
    await house.database.query("update connection set paused_at = $2 where public_id = $1", [ids[1]?.["public_id"], at(15)]);
    await house.database.query("update connection set disconnected_at = null, paused_at = null");
    const store = house.container.dependencies.availability;
    near(await store.ofOwner(seller.userId, at(30), new Date()), { connectedMinutes: (8 + 5) * 60, downMinutes: 0 });
    const lived = await store.lived(id, at(30));
    if (lived) near(availabilityOf(lived, { from: now - DAY, to: now }), { connectedMinutes: 8 * 60, downMinutes: 0 });
  });

  it("what is off again after a pause is down from then on, not a second time from when its access ended", async () => {
    const [id] = await live([{ connected: { from: 20, to: null }, paused: [], down: [] }]);
    const set = (status: string) =>
      house.database.query('update connection set status = $2::"ConnectionStatus" where public_id = $1', [id, status]);
    await house.database.query("update credential set access_expires_at = $1, obtained_at = $2", [at(4), at(5)]);
    await set("PAUSED");
    await house.database.query("update downtime set ended_at = $1", [at(2)]);
    await set("ACTIVE");
    expect(await house.database.query("select began_at, ended_at from downtime order by id")).toEqual([
      { began_at: at(4), ended_at: at(2) },
      { began_at: at(2), ended_at: null },
    ]);
  });

  it("what was over while nothing ran was down, also where it is renewed before anybody looks; and nothing is counted before", async () => {
    await live([{ connected: { from: 20, to: null }, paused: [], down: [] }]);
    await house.database.query(
      "begin; alter table credential disable trigger stand_credential; update credential set standing = 2, access_expires_at = now() - interval '3 hours', state_until = now() - interval '3 hours'; alter table credential enable trigger stand_credential; commit",
    );
    await house.database.query("delete from deployment where key = 'availability_turn'");
    const { availability } = house.container.dependencies;
    expect(await availability.takeTurn(60_000)).toBe(false);
    await house.database.query("update credential set access_expires_at = now() + interval '1 hour', obtained_at = now()");
    const [span, ...more] = await house.database.query(
      "select round(extract(epoch from ended_at - began_at))::int as seconds, ended_at <= now() as over from downtime",
    );
    expect([span, more]).toEqual([{ seconds: 3 * 3600, over: true }, []]);
    expect(await availability.takeTurn(60_000)).toBe(true);
  });

  it("a pause is written down by whoever pauses, and ends with it", async () => {
    const [id = ""] = await live([{ connected: { from: 48, to: null }, paused: [], down: [] }]);
    const actor = { ...seller, sessionId: "", role: "seller" } as const;
    expect((await house.services.pauseConnection(actor, id)).ok).toBe(true);
    expect(await house.database.query("select ended_at from paused_span")).toEqual([{ ended_at: null }]);
    expect((await house.services.resumeConnection(actor, id)).ok).toBe(true);
    expect(
      (await house.database.query("select ended_at is not null as over from paused_span")).map((row) => row["over"]),
    ).toEqual([true]);
  });

  it("a seller is told of their own connection only, and nothing of less than a day", async () => {
    const [old = "", young = ""] = await live([
      { connected: { from: 24 * 40, to: null }, paused: [], down: [{ from: 10, to: 8 }] },
      { connected: { from: 5, to: null }, paused: [], down: [] },
    ]);
    const actor = { ...seller, sessionId: "", role: "seller" } as const;
    const stranger = await makeSeller(house, "Otto");
    expect(await house.services.ownAvailability(actor, old)).toEqual({ share: Math.floor((1 - 2 / 720) * 10_000), since: null });
    expect(await house.services.ownAvailability(actor, young)).toBeNull();
    expect(await house.services.ownAvailability(stranger, old)).toBeNull();
    expect((await house.services.availabilityPage(stranger)).ok).toBe(false);
  });
});
