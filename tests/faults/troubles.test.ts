import { describe, expect, it } from "vitest";
import { MOST_MARKED } from "@/lib/core/connections/trouble";
import { syncRegistrations } from "@/lib/runtime/sync-registrations";
import { standings } from "@/tests/support/fault-house";
import { LONG, reportFault } from "@/tests/support/fault-report";
import { houseRegistration } from "@/tests/support/house";
import { letTimePass } from "@/tests/support/time-lapse";
import { type TroubleHouse, troubleHouse, until } from "@/tests/support/trouble-market";

const MANY = 500;
const MANY_DOWN = LONG ? 5000 : 1000;

const refused = { status: 400, body: { error: "invalid_grant" } };

/** So much time passes at the database, in steps, while the engine goes on. */
async function whileTimePasses(house: TroubleHouse, minutes: number, stepSeconds = 10): Promise<void> {
  for (let passed = 0; passed < minutes * 60; passed += stepSeconds) {
    await letTimePass(house, stepSeconds);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const marked = async (house: TroubleHouse): Promise<number> => {
  const { ACTIVE = 0 } = await standings(house);
  return house.ids.length - ACTIVE;
};

const REFUSALS = [
  { words: "that name no reason", proven: false, hit: 1 },
  { words: "that its own rule calls final", proven: true, hit: 1 },
  // Between the two others in all it does.
  ...(LONG ? [{ words: "for every second connection", proven: true, hit: 2 }] : []),
];

describe("what is wrong with a whole registration", () => {
  it("Fault 8: a wrong secret costs three calls and one incident, marks nobody, and once it is right everybody is renewed", async () => {
    await using house = await troubleHouse(MANY);
    const { market } = house;
    const right = `Basic ${Buffer.from("house+client:the+right+one").toString("base64")}`;
    market.instead = ({ authorization }) => (authorization === right ? null : { status: 401, body: { error: "invalid_client" } });
    const engine = house.keepFresh();

    await until(() => market.counts.requests > 0);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await letTimePass(house, 299);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await letTimePass(house, 2);
    await new Promise((resolve) => setTimeout(resolve, 700));
    const calls = market.counts.requests;
    expect(calls).toBeLessThanOrEqual(3);
    expect(calls, "the two that began together, and a probe").toBeGreaterThanOrEqual(2);
    expect(await standings(house)).toEqual({ ACTIVE: MANY });
    expect(await house.incidents()).toEqual([{ kind: "credentials", code: "invalid_client", open: true }]);

    const registration = { ...houseRegistration(market.definition), clientSecret: "the right one" };
    await syncRegistrations(house.container.dependencies, [registration]);
    await until(() => market.counts.refreshes === MANY);
    await engine.stop();
    expect(await standings(house)).toEqual({ ACTIVE: MANY });
    expect(await house.incidents()).toEqual([{ kind: "credentials", code: "invalid_client", open: false }]);
    expect(market.counts.reuses).toBe(0);
    reportFault({
      row: 8,
      says: "connections due with a wrong client secret",
      n: MANY,
      result: `${calls} token calls, 0 marked, 1 incident; after the secret was put right ${market.counts.refreshes}/${MANY} renewed`,
    });
  });

  it.each(REFUSALS)(
    "Fault 9: fifteen minutes of false refusals $words give up 20 of 500 at most; the others are renewed, and who is gone is told so in the end",
    async ({ words, proven, hit }) => {
      await using house = await troubleHouse(MANY, (definition) => ({
        ...definition,
        errors: proven
          ? [{ where: "refresh", path: "error", equals: "invalid_grant", class: "grant_dead" }, ...definition.errors]
          : definition.errors,
      }));
      const { market } = house;
      const tokens = new Map<string, number>();
      const dead = new Set<number>([7, 77, 177, 277, 377]);
      const place = (token: string) => {
        const known = tokens.get(token) ?? tokens.size;
        tokens.set(token, known);
        return known;
      };
      market.instead = ({ token }) => (place(token) % hit === 0 || dead.has(place(token)) ? refused : null);
      const engine = house.keepFresh();

      await whileTimePasses(house, 15);
      const during = await marked(house);
      const atOnce = market.counts.requests;
      expect(during).toBeLessThanOrEqual(MOST_MARKED);
      const incidents = await house.incidents();
      expect(incidents.map(({ kind }) => kind)).toEqual(["refusals"]);

      market.instead = ({ token }) => (dead.has(place(token)) ? refused : null);
      await whileTimePasses(house, 15);
      await until(() => market.counts.refreshes >= MANY - dead.size - during, 20_000);
      await whileTimePasses(house, 90, 60);
      await engine.stop();
      const end = await standings(house);
      expect(await house.incidents()).toEqual(incidents.map((each) => ({ ...each, open: false })));
      expect(MANY - (end["ACTIVE"] ?? 0)).toBeLessThanOrEqual(during + dead.size);
      expect(await refusedButActive(house), "the dead are not kept for ever").toBe(0);
      const well = await renewedOnce(house);
      expect(well, "everybody else has new access").toBe(end["ACTIVE"]);
      expect(market.counts.reuses).toBe(0);
      reportFault({
        row: 9,
        says: `false refusals of 15 minutes ${words}, connections given up`,
        n: MANY,
        result: `${during} given up, ${atOnce} calls meanwhile; afterwards ${well} renewed, and nobody who is gone is kept`,
      });
    },
  );

  it("Fault 10: an outage of half an hour costs 70 calls at most, loses nobody, and is followed by a queue that keeps to the budget", async () => {
    await using house = await troubleHouse(MANY_DOWN);
    const { market } = house;
    const budget = { perSecond: 200, atOnce: 16 };
    market.instead = () => ({ status: 503, body: { error: "temporarily_unavailable" } });
    const engine = house.keepFresh(budget);

    await until(async () => (await house.incidents()).length > 0);
    await whileTimePasses(house, 30);
    const calls = market.counts.requests;
    expect(calls).toBeLessThanOrEqual(70);
    expect(calls, "its end is looked for").toBeGreaterThan(40);
    expect(await standings(house)).toEqual({ ACTIVE: MANY_DOWN });
    expect(await house.incidents()).toMatchObject([{ kind: "outage", open: true }]);

    const seconds = new Map<number, number>();
    market.instead = () => {
      const second = Math.floor(performance.now() / 1000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
      return null;
    };
    // Whoever was asked meanwhile waits as long as its failures made it.
    await letTimePass(house, 15 * 60);
    await until(() => market.counts.refreshes === MANY_DOWN, 60_000);
    await engine.stop();
    const peak = Math.max(...seconds.values());
    expect(peak).toBeLessThanOrEqual(budget.perSecond);
    expect(await standings(house)).toEqual({ ACTIVE: MANY_DOWN });
    expect(await house.incidents()).toMatchObject([{ kind: "outage", open: false }]);
    expect(market.counts.reuses).toBe(0);
    reportFault({
      row: 10,
      says: "connections due in an outage of 30 minutes",
      n: MANY_DOWN,
      result: `${calls} calls, 0 given up; afterwards ${market.counts.refreshes} renewed, at most ${peak} in a second of ${budget.perSecond}`,
    });
  });

  it("a marketplace that asks to wait, half a minute at a time, makes nobody reconnect", async () => {
    await using house = await troubleHouse(MANY);
    const { market } = house;
    market.instead = () => ({ status: 429, body: { error: "too_many_requests" }, headers: { "retry-after": "30" } });
    const engine = house.keepFresh();
    await whileTimePasses(house, 10);
    const calls = market.counts.requests;
    expect(await standings(house)).toEqual({ ACTIVE: MANY });
    expect(await house.incidents()).toEqual([]);
    market.instead = () => null;
    await letTimePass(house, 15 * 60);
    await until(() => market.counts.refreshes === MANY);
    await engine.stop();
    expect(await standings(house)).toEqual({ ACTIVE: MANY });
    reportFault({
      row: null,
      says: "connections due while a marketplace answers 429",
      n: MANY,
      result: `${calls} calls, 0 given up`,
    });
  });
});

/** Connections that have access from a renewal. */
async function renewedOnce(house: TroubleHouse): Promise<number> {
  const [row] = await house.database.query(
    "select count(*)::int as many from credential k join connection c on c.id = k.connection_id where c.status = 'ACTIVE' and k.generation > 1",
  );
  return Number(row?.["many"]);
}

/** Refused and still in use. */
async function refusedButActive(house: TroubleHouse): Promise<number> {
  const [row] = await house.database.query(
    "select count(*)::int as many from credential k join connection c on c.id = k.connection_id where c.status = 'ACTIVE' and k.refusals > 0",
  );
  return Number(row?.["many"]);
}
