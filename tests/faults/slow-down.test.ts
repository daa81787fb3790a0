import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { reportFault } from "@/tests/support/fault-report";
import { buildHouse } from "@/tests/support/house";
import { emptySandbox, marketOf, plantDue } from "@/tests/support/plant-due";
import { quickEngine, until } from "@/tests/support/test-engine";
import { fault } from "@/tests/support/walk";

const MANY = 100;
const WAIT_SECONDS = 30;
/** So much of the wait is waited for; the rest is taken off every stored instant. */
const WATCHED_MS = 5000;

it("Fault 6: a marketplace that asks a hundred connections to wait is asked twice at most until then, and no connection is marked", async () => {
  const records = emptySandbox();
  await using house = await buildHouse({}, [], { records });
  await plantDue(house, records, { providerId: "stubhub", many: MANY, endsInMs: 540_000 });
  const market = marketOf(records, "stubhub");
  await fault(house, "too_many", String(WAIT_SECONDS));
  const engine = quickEngine(house.container.dependencies);
  await until(() => market.counters.refreshRequests > 0);
  await sleep(WATCHED_MS);
  const asked = market.counters.refreshRequests;
  const [rest] = await house.database.query(
    "select extract(epoch from frozen_until - now())::float8 as s from client_registration where provider_id = 'stubhub'",
  );
  expect(asked).toBeLessThanOrEqual(2);
  expect(Number(rest?.["s"])).toBeGreaterThan(WAIT_SECONDS - WATCHED_MS / 1000 - 2);
  expect(Number(rest?.["s"])).toBeLessThanOrEqual(WAIT_SECONDS);

  market.faults = [];
  expect(market.counters.refreshRequests, "still nobody").toBe(asked);
  const skipped = `${WAIT_SECONDS} seconds`;
  await house.database.query("update client_registration set frozen_until = frozen_until - $1::interval", [skipped]);
  await house.database.query("update credential set refresh_after = refresh_after - $1::interval", [skipped]);
  const renewed = async () =>
    Number((await house.database.query("select count(*)::int as n from credential where generation = 2"))[0]?.["n"]);
  await until(async () => (await renewed()) === MANY, 60_000);
  await engine.stop();
  const marked = await house.database.query("select from connection where status <> 'ACTIVE'");
  expect(marked).toHaveLength(0);
  reportFault({
    row: 6,
    says: `connections due at a marketplace that answers 429 with Retry-After ${WAIT_SECONDS}: calls until then, connections marked, renewed afterwards`,
    n: MANY,
    result: `${asked} calls, 0 marked, ${MANY} renewed`,
  });
});
