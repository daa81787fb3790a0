import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminReads } from "@/lib/adapters/db/admin";
import { forecastReads } from "@/lib/adapters/db/forecast";
import { endingBefore } from "@/lib/services/ending-before";
import { readQuery } from "@/lib/views/admin-query";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { plantConnection } from "@/tests/support/plant";

const WORDS = {
  name: "Who is needed",
  title: (label: string, provider: string) => `Reconnect ${label} (${provider})`,
  text: "More.",
};

let house: House;
let admin: Awaited<ReturnType<typeof makeSeller>>;
beforeAll(async () => {
  house = await buildHouse();
  admin = await makeSeller(house, "Ada", "admin");
  const { userId } = await makeSeller(house, "Sam");
  const plant = (label: string, permissionEnds: string | null, more = {}) =>
    plantConnection(house.database, userId, { label, permissionEnds, ...more });
  for (const [place, ends] of ["2 days", "6 days", "8 days", "29 days", "31 days", "400 days", null].entries())
    await plant(`store ${place}`, ends);
  await plant("Nothing renews, and more; \\ it", null, { renewable: false, accessEnds: "5 days", renews: null });
  await plant("gone", "3 days", { status: "REVOKED", disconnected: "-1 day" });
  await plant("broken", "3 days", { status: "NEEDS_REAUTH" });
});
afterAll(async () => house[Symbol.asyncDispose]());

const listed = async (ends: string): Promise<number> => {
  const list = await house.services.adminConnections(
    admin,
    readQuery((name) => (name === "ends" ? [ends] : [])),
  );
  if (!list.ok) throw new Error(list.error.code);
  return list.value.rows.length;
};

describe("the forecast", () => {
  it("its number is the number of connections behind its link, and so is its first week's", async () => {
    const board = await house.services.forecast(admin);
    if (!board.ok) throw new Error(board.error.code);
    expect(board.value.total).toBe(5);
    expect(await listed("30d")).toBe(board.value.total);
    expect(board.value.weeks[0]?.count).toBe(3);
    expect(await listed("7d")).toBe(3);
    expect(board.value.soonest.map(({ label, what }) => [label, what])).toEqual([
      ["store 0", "permission"],
      ["Nothing renews, and more; \\ it", "access"],
      ["store 1", "permission"],
      ["store 2", "permission"],
      ["store 3", "permission"],
    ]);
    expect(board.value.alreadyBroken).toBe(1);
    const overview = await house.services.adminOverview(admin);
    expect(overview).toMatchObject({ ok: true, value: { needed: { count: 5, exact: true } } });
    // Of those, what ends within a week is what is called soon, as in the list behind it.
    expect(overview.ok && overview.value.ending.map(({ connection }) => connection.label)).toEqual(["store 0", "store 1"]);
  });

  it("and the overview count no connection to a pretend marketplace where nobody tries things out", async () => {
    const { prisma } = house.container.database;
    const until = new Date(Date.now() + 30 * 86_400_000);
    const counted = forecastReads(prisma, false);
    expect([await counted.buckets(until), await counted.items(until, 9), await counted.refusedOnce(9)]).toEqual([[], [], 0]);
    const admin = adminReads(prisma, false);
    expect([await admin.endingSoonest(9), await admin.brokenLongest(9)]).toEqual([[], []]);
    expect((await admin.health()).reduce((sum, { count }) => sum + count, 0)).toBe(0);
    const tests = await house.container.dependencies.admin.count(
      endingBefore({ admin: house.container.dependencies.admin }, until),
      9,
    );
    const without = await admin.count(endingBefore({ admin }, until), 9);
    expect([tests.count, without.count]).toEqual([5, 0]);
  });

  it("is nothing that a seller finds", async () => {
    const seller = await makeSeller(house, "Otto");
    expect(await house.services.forecast(seller)).toEqual({ ok: false, error: { code: "not_found" } });
    expect(await house.services.makeCalendar(seller)).toEqual({ ok: false, error: { code: "not_found" } });
  });
});

const read = (code: string, from = "203.0.113.7") => house.services.calendar({ code, from }, WORDS);
const made = async (actor = admin): Promise<string> => {
  const done = await house.services.makeCalendar(actor);
  if (!done.ok) throw new Error(done.error.code);
  return done.value.code;
};

describe("a calendar's address", () => {
  it("is read by whoever has it, names what ends and no person, and is kept as a digest", async () => {
    const code = await made();
    const calendar = await read(code);
    if (!calendar.ok) throw new Error(calendar.error.code);
    expect(calendar.value.match(/^BEGIN:VEVENT/gm)).toHaveLength(5);
    expect(calendar.value).toContain("SUMMARY:Reconnect Nothing renews\\, and more\\; \\\\ it (StubHub)\r\n");
    expect(calendar.value).not.toMatch(/sam|@shop\.test/i);
    expect(JSON.stringify(await house.database.query("select * from calendar_feed"))).not.toContain(code);
    expect(await house.database.query("select action from audit_event where action = 'calendar_made'")).toHaveLength(1);
  });

  it("ends when it is renewed, and when it is taken back", async () => {
    const first = await made();
    const second = await made();
    expect(await read(first)).toEqual({ ok: false, error: { code: "not_found" } });
    expect((await read(second)).ok).toBe(true);
    expect((await house.services.takeCalendarBack(admin)).ok).toBe(true);
    expect(await read(second)).toEqual({ ok: false, error: { code: "not_found" } });
  });

  it("ends with its reader's role, and when they are not let in any more", async () => {
    const viewer = await makeSeller(house, "Vera", "viewer");
    const code = await made(viewer);
    expect((await read(code)).ok).toBe(true);
    await house.database.query("update app_user set role = 'seller' where public_id = $1", [viewer.userId]);
    expect((await read(code)).ok).toBe(false);
    await house.database.query("update app_user set role = 'viewer', disabled_at = now() where public_id = $1", [viewer.userId]);
    expect((await read(code)).ok).toBe(false);
  });

  it("is not found by trying: who guesses is told to wait, and so is a program that asks all the time", async () => {
    const code = await made();
    for (let n = 0; n < 20; n++)
      expect(await read("x".repeat(32), "198.51.100.1")).toMatchObject({ error: { code: "not_found" } });
    expect(await read(code, "198.51.100.1")).toMatchObject({ error: { code: "too_many" } });
    for (let n = 0; n < 20; n++) await read(code, "203.0.113.8");
    expect(await read(code, "203.0.113.8")).toMatchObject({ error: { code: "too_many" } });
  });
});
