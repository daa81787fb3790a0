import { expect, test } from "vitest";
import { connectMany, faultHouse, standings } from "@/tests/support/fault-house";
import { LONG, reportFault } from "@/tests/support/fault-report";
import { startRefresher } from "@/tests/support/refresher-process";
import { counted } from "@/tests/support/walk";

const ROUNDS = LONG ? 2_000 : 200;
const CALLERS = 20;

test("Fault 1: callers in three processes who want the same renewal at once cause one request, and all get its result", async () => {
  await using house = await faultHouse("strict");
  const [connectionId = ""] = await connectMany(house, 1);
  const job = { settings: house.settings, sandboxOrigin: house.proxy.origin, connectionId, callers: CALLERS };
  await using one = await startRefresher(job);
  await using two = await startRefresher(job);
  await using three = await startRefresher(job);

  for (let round = 1; round <= ROUNDS; round++)
    for (const result of await Promise.all([one.ask(round), two.ask(round), three.ask(round)]))
      expect(result).toEqual({ ok: CALLERS, generations: [round + 1] });

  expect(house.proxy.counts()).toEqual({ refreshes: ROUNDS, again: 0, overlaps: 0, mostAtOnce: 1 });
  expect(counted(house)["reuseHits"]).toBe(0);
  expect(await standings(house)).toEqual({ ACTIVE: 1 });
  reportFault({
    row: 1,
    says: `${CALLERS} callers in each of 3 processes, strict`,
    n: ROUNDS,
    result: `${ROUNDS} requests, 0 reuses, ${ROUNDS * 3 * CALLERS} callers served`,
  });
});
