import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import type { ActivityEventView } from "@/lib/views/activity";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { plantConnection } from "@/tests/support/plant";

let house: House;
let jane: Actor;
let omar: Actor;
let store: string;
let outlet: string;
beforeAll(async () => {
  house = await buildHouse();
  [jane, omar] = [await makeSeller(house, "Jane"), await makeSeller(house, "Omar")];
  store = await plantConnection(house.database, jane.userId, {
    label: "Main store",
    events: [
      { at: "-3 days", type: "connected", by: "seller" },
      { at: "-2 days", type: "renewal_failed.provider_unavailable", reference: "K7-4QX" },
      { at: "-1 day", type: "brand_new" },
    ],
  });
  outlet = await plantConnection(house.database, jane.userId, {
    label: "Outlet",
    events: [{ at: "-1 hour", type: "renamed", by: "seller", data: { from: "Old", to: "Outlet" } }],
  });
  await plantConnection(house.database, omar.userId, { label: "Omar's", events: [{ at: "-2 hours", type: "renewed" }] });
});
afterAll(() => house[Symbol.asyncDispose]());

const WISH = { connection: null, kind: null, from: null, to: null, before: null, timeZone: null } as const;
const told = async (wish: Partial<Record<keyof typeof WISH, string>> = {}, actor = jane) =>
  (await house.services.activity(actor, { ...WISH, ...wish })).events.map(({ text, connection }) => [connection.label, text]);
const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

describe("the history of all connections", () => {
  it("holds everything of its reader's and nothing of anybody else's, newest first", async () => {
    expect(await told()).toEqual([
      ["Outlet", "event.renamed"],
      ["Main store", "event.brand_new"],
      ["Main store", "event.renewal_failed.provider_unavailable"],
      ["Main store", "event.connected"],
    ]);
    expect(await told({}, omar)).toEqual([["Omar's", "event.renewed"]]);
    expect(await told({ connection: store }, omar)).toEqual([]);
  });

  it("can be narrowed to a connection, a type and days, and says what it understood", async () => {
    expect(await told({ connection: outlet })).toEqual([["Outlet", "event.renamed"]]);
    expect(await told({ kind: "problem" })).toEqual([["Main store", "event.renewal_failed.provider_unavailable"]]);
    expect(await told({ kind: "other" })).toEqual([["Main store", "event.brand_new"]]);
    expect(await told({ from: day(2), to: day(2) })).toEqual([["Main store", "event.renewal_failed.provider_unavailable"]]);
    expect(await told({ from: day(1), to: day(3) })).toEqual(await told({ from: day(3), to: day(1) }));

    const odd = await house.services.activity(jane, { ...WISH, kind: "sideways", from: "2026-02-30", before: "x" });
    expect(odd.asked).toEqual({ connection: "", kind: "", from: "", to: "" });
    expect(odd.events).toHaveLength(4);
  });

  it("begins a day where its reader's day begins", async () => {
    const id = await plantConnection(house.database, jane.userId, { label: "Late" });
    await house.database.query(
      `insert into connection_event (connection_id, at, actor_kind, type) select id, '2026-03-02T22:30:00Z', 'holdfast', 'renewed' from connection where public_id = $1`,
      [id],
    );
    const on = (from: string, timeZone: string) => told({ connection: id, from, to: from, timeZone });

    expect(await on("2026-03-02", "UTC")).toHaveLength(1);
    expect(await on("2026-03-02", "Asia/Kathmandu")).toHaveLength(0);
    expect(await on("2026-03-03", "Asia/Kathmandu")).toHaveLength(1);
  });
});

describe("the history of one connection", () => {
  it("is of that connection alone, whatever its address asks", async () => {
    const asked = { ...WISH, connection: store, id: outlet };
    const detail = await house.services.connectionDetail(jane, asked);
    const checks = await house.services.connectionDetail(jane, { ...asked, kind: "check" });

    expect(detail.ok && detail.value.events.map(({ text }) => text)).toEqual(["event.renamed"]);
    expect(checks.ok && checks.value.events).toEqual([]);
    expect(await house.services.connectionDetail(omar, asked)).toMatchObject({ ok: false, error: { code: "not_found" } });
  });
});

describe("a long history", () => {
  const LINES = 1_203;
  let lucy: Actor;
  beforeAll(async () => {
    lucy = await makeSeller(house, "Lucy");
    const ids = [
      await plantConnection(house.database, lucy.userId, { label: "One" }),
      await plantConnection(house.database, lucy.userId, { label: "Two" }),
    ];
    await house.database.query(
      `insert into connection_event (connection_id, at, actor_kind, type)
       select c.id, now() - n * interval '1 minute', 'holdfast', 'renewed' from generate_series($2::int, 1, -1) n
       join connection c on c.public_id = case when n % 3 = 0 then $1 else $3 end order by n desc`,
      [ids[0], LINES, ids[1]],
    );
  });

  it("is read page by page without a line twice or left out", async () => {
    const first = await house.services.activity(lucy, WISH);
    const second = await house.services.activity(lucy, { ...WISH, before: first.older });

    expect(first.events).toHaveLength(20);
    const ids = [...first.events, ...second.events].map(({ id }) => Number(id));
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(new Set(ids).size).toBe(40);
  });

  it("is exported whole, in pieces", async () => {
    const pieces: (readonly ActivityEventView[])[] = [];
    for await (const piece of house.services.exportActivity(lucy, WISH)) pieces.push(piece);

    expect(pieces.map((piece) => piece.length)).toEqual([500, 500, 203]);
    expect(new Set(pieces.flat().map(({ id }) => id)).size).toBe(LINES);
    expect(pieces.flat().filter(({ connection }) => connection.label === "One")).toHaveLength(LINES / 3);
  });
});
