import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { leasesRunOut } from "@/tests/support/another-process";
import { shutDatabase } from "@/tests/support/database-switch";
import { connectMany, eachOf, faultHouse, refreshOne, standings } from "@/tests/support/fault-house";
import { reportFault } from "@/tests/support/fault-report";
import { latch } from "@/tests/support/latch";
import { openTokensOf } from "@/tests/support/open-tokens";
import { counted } from "@/tests/support/walk";

const CONNECTIONS = 50;
const OUTAGES = 10;
const TRIES = CONNECTIONS * OUTAGES;

test("a database that goes away in the middle of renewals blames nobody and loses no answer", async () => {
  await using house = await faultHouse("strict");
  const ids = await connectMany(house, CONNECTIONS);
  let begun = 0;
  let meanwhile = 0;

  for (let outage = 1; outage <= OUTAGES; outage++) {
    const gone = latch();
    // Some are being claimed, some asked and some written when the database goes; however slow the machine is, some
    // answers come only then.
    const longest = async () => {
      if (Math.random() > 0.2) return;
      await gone.opened;
      meanwhile += 1;
    };
    house.proxy.fate = ({ isRefresh }) =>
      isRefresh ? { kind: "hold", until: () => longest().then(() => sleep(Math.random() * 200)) } : { kind: "pass" };
    const asked = eachOf(ids, CONNECTIONS, (id) =>
      refreshOne(house, id).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    await sleep(20 * outage);
    const open = await shutDatabase(house.database.url);
    await expect(house.database.query("select 1"), "nobody gets in").rejects.toThrow();
    gone.open();
    await sleep(300);
    await open();
    begun += (await asked).filter(Boolean).length;
    await leasesRunOut(house);
  }

  expect(meanwhile, "answers came while it was away").toBeGreaterThan(OUTAGES);
  expect(await standings(house)).toEqual({ ACTIVE: CONNECTIONS });
  expect(counted(house)).toMatchObject({ reuseHits: 0 });
  const [row] = await house.database.query("select sum(generation - 1)::int as renewed from credential");
  expect(row?.["renewed"], "each answer is stored").toBe(counted(house)["refreshes"]);
  house.proxy.fate = () => ({ kind: "pass" });
  for (const { ok } of await eachOf(ids, 10, (id) => refreshOne(house, id))) expect(ok).toBe(true);
  expect(new Set(await eachOf(ids, 10, async (id) => (await openTokensOf(house, id)).refreshToken)).size).toBe(CONNECTIONS);
  reportFault({
    row: null,
    says: `database gone in the middle of renewals, ${OUTAGES} times, strict`,
    n: TRIES,
    result: `0 false reconnects asked, ${begun} renewed at once, 0 answers lost`,
  });
});
