import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { connectMany, eachOf, faultHouse, refreshOne, standings } from "@/tests/support/fault-house";
import type { Fate } from "@/tests/support/fault-proxy";
import { reportFault } from "@/tests/support/fault-report";
import { openTokensOf } from "@/tests/support/open-tokens";

const ROUNDS = 25;

test("an answer that comes twice is never taken for the answer to somebody else's renewal", async () => {
  await using house = await faultHouse("none");
  const ids = await connectMany(house, 2);

  for (const afterMs of [0, 1, 5, 20]) {
    house.proxy.fate = ({ isRefresh }) => (isRefresh ? { kind: "twice", afterMs } : { kind: "pass" });
    for (let round = 0; round < ROUNDS; round++) {
      for (const id of ids) {
        await refreshOne(house, id);
        await sleep(round % 2 === 0 ? afterMs + 3 : 0);
      }
      const [one, other] = await eachOf(ids, 1, (id) => openTokensOf(house, id));
      expect(one?.accessToken, `${afterMs} ms, round ${round}`).not.toBe(other?.accessToken);
    }
  }

  expect(await standings(house)).toEqual({ ACTIVE: 2 });
  reportFault({ row: null, says: "answers sent twice on a kept connection", n: 8 * ROUNDS, result: "0 taken for another one's" });
});

test.each<[string, Fate]>([
  ["reset in the middle", { kind: "reset" }],
  ["cut in the middle", { kind: "cut" }],
])("an answer that is %s is asked for again, and nothing of it is stored", async (says, fate) => {
  await using house = await faultHouse("grace");
  const ids = await connectMany(house, 10);
  house.proxy.fate = ({ nth }) => (nth === 1 ? fate : { kind: "pass" });

  const results = (await eachOf(Array.from({ length: 10 }), 1, () => eachOf(ids, 10, (id) => refreshOne(house, id)))).flat();

  expect(results.filter(({ ok }) => ok)).toHaveLength(100);
  expect(house.proxy.counts()).toMatchObject({ refreshes: 200, overlaps: 0 });
  reportFault({ row: null, says: `answers ${says}, grace`, n: 100, result: "100 recovered, 0 reconnects asked" });
});

test("an answer that comes byte by byte is read to its end", async () => {
  await using house = await faultHouse("strict");
  const ids = await connectMany(house, 20);
  house.proxy.fate = ({ isRefresh }) => (isRefresh ? { kind: "drip", everyMs: 1 } : { kind: "pass" });

  const results = await eachOf(ids, 20, (id) => refreshOne(house, id));

  expect(results.filter(({ ok }) => ok)).toHaveLength(20);
  expect(house.proxy.counts()).toEqual({ refreshes: 20, again: 0, overlaps: 0, mostAtOnce: 20 });
  reportFault({ row: null, says: "answers sent byte by byte, strict", n: 20, result: "20 stored, 20 requests" });
});
