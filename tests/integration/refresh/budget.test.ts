import { afterAll, beforeAll, expect, it } from "vitest";
import type { Dependencies } from "@/lib/services/dependencies";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { busiestSecond } from "@/tests/support/busiest-second";
import { buildHouse, type House } from "@/tests/support/house";
import { emptySandbox, plantDue } from "@/tests/support/plant-due";
import { answering, renewed } from "@/tests/support/stub-refresh";
import { quickEngine, until } from "@/tests/support/test-engine";

const records = emptySandbox();
let house: House;
beforeAll(async () => {
  house = await buildHouse({}, [], { records });
});
afterAll(() => house[Symbol.asyncDispose]());

it("asks in no second for more than the budget, however much is due and however many engines run", async () => {
  await plantDue(house, records, { providerId: "stubhub", many: 20, endsInMs: 540_000 });
  let asked = 0;
  const deps: Dependencies = {
    ...answering(house, async () => {
      asked += 1;
      return renewed();
    }),
    budgetOf: () => ({ perSecond: 10, atOnce: 16 }),
  };
  const engines = ["eng_first", "eng_second"].map((id) => quickEngine(deps, id));
  await until(() => asked === 20);
  await Promise.all(engines.map((engine) => engine.stop()));
  const busiest = await busiestSecond(house.database);
  expect(asked).toBe(20);
  expect(busiest).toBeLessThanOrEqual(10);
  expect(busiest, "and makes use of it").toBeGreaterThanOrEqual(3);
});

it("does not hold a click back for the budget, and counts it: what a click takes is missing for what is due", async () => {
  await plantDue(house, records, { providerId: "square", many: 1, endsInMs: 540_000 });
  const [connection] = await house.database.query("select public_id from connection where provider_id = 'square'");
  await house.database.query("update client_registration set budget_left = 0.5, budget_at = now()");
  const deps = answering(house, async () => renewed());
  const connectionId = String(connection?.["public_id"]);
  expect((await refreshConnection(deps, { connectionId, trigger: "seller", ifGeneration: null })).ok).toBe(true);
  expect(await house.database.query("select budget_left from client_registration where provider_id = 'square'")).toEqual([
    { budget_left: -0.5 },
  ]);
});
