import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { arrive, consent, counted, start } from "@/tests/support/walk";

let house: House;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

describe("one callback, several times", () => {
  it("A7: a reload makes no second exchange; the same person sees how it ended, others see nothing", async () => {
    const jane = await makeSeller(house);
    const omar = await makeSeller(house, "Omar");
    const started = await start(house, jane);
    const back = await consent(started.address);

    expect(await arrive(house, jane, started, back)).toEqual({ attemptId: started.attemptId, outcome: "connected" });
    const once = counted(house)["tokenRequests"];
    expect(await arrive(house, jane, started, back)).toEqual({ attemptId: started.attemptId, outcome: "connected" });
    expect(await arrive(house, omar, started, back)).toEqual({ attemptId: null, outcome: "mismatch" });
    expect(await arrive(house, null, started, back)).toEqual({ attemptId: null, outcome: "mismatch" });

    expect(counted(house)["tokenRequests"]).toBe(once);
    expect((await house.services.dashboard(jane, {})).connections).toHaveLength(1);
  });

  it("A8: two callbacks of one attempt at the same instant make one exchange and one connection, 200 times", async () => {
    const rounds = 200;
    const jane = await makeSeller(house);
    const before = counted(house)["tokenRequests"] ?? 0;

    for (let round = 0; round < rounds; round++) {
      const started = await start(house, jane, { label: `Round ${round}` });
      const back = await consent(started.address);
      await Promise.all([arrive(house, jane, started, back), arrive(house, jane, started, back)]);
    }

    expect((counted(house)["tokenRequests"] ?? 0) - before).toBe(rounds);
    expect((await house.services.dashboard(jane, {})).total).toBe(rounds);
  }, 180_000);

  it("A9: five flows of one browser end in any order, each on its own", async () => {
    const jane = await makeSeller(house);
    const flows = [];
    for (let n = 0; n < 5; n++) flows.push(await start(house, jane, { label: `Tab ${n}` }));
    const secrets = new Map(flows.map((flow) => [flow.attemptId, flow.browserSecret]));

    for (const n of [3, 0, 4, 1, 2]) {
      const flow = flows[n]!;
      const back = await consent(flow.address, { decision: n === 4 ? "deny" : "allow" });
      const { outcome } = await house.services.completeConnection({
        providerId: "stubhub",
        registrationId: null,
        query: back.search.slice(1),
        actor: jane,
        browserSecretOf: (id) => secrets.get(id) ?? null,
      });
      expect(outcome).toBe(n === 4 ? "denied" : "connected");
    }
    expect((await house.services.dashboard(jane, {})).connections.map((c) => c.label).sort()).toEqual([
      "Tab 0",
      "Tab 1",
      "Tab 2",
      "Tab 3",
    ]);
  });
});
