import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { LEASE_MS } from "@/lib/core/connections/refresh-policy";
import { connectMany, eachOf, faultHouse, refreshOne, standings } from "@/tests/support/fault-house";
import { reportFault } from "@/tests/support/fault-report";
import { startSleeper } from "@/tests/support/sleeper-process";
import { counted } from "@/tests/support/walk";

const EACH = 50;
const POINTS = ["claimed", "answered"] as const;

test("Fault 26: a process that sleeps past its lease is replaced, and what it writes when it wakes is not taken", async () => {
  await using house = await faultHouse("strict");
  const ids = await connectMany(house, EACH * POINTS.length);
  const { settings, definitions } = house;
  const sleepers = await Promise.all(
    POINTS.map((sleepsAt, at) =>
      startSleeper({ settings, definitions, sleepsAt, ids: ids.slice(at * EACH, (at + 1) * EACH) }, settings.home),
    ),
  );
  try {
    await sleep(LEASE_MS);
    const taken = await eachOf(ids, 10, (id) => refreshOne(house, id));
    expect(taken).toEqual(ids.map(() => ({ ok: true, value: { generation: 2 } })));
    const stored = () =>
      house.database.query("select connection_id, generation, sealed, lease_id from credential order by connection_id");
    const before = await stored();

    for (const sleeper of sleepers) process.kill(sleeper.pid, "SIGCONT");
    for (const sleeper of sleepers) {
      const [, results = ""] = await sleeper.waitFor(/^results: (.*)$/m);
      expect(JSON.parse(results)).toEqual(Array.from({ length: EACH }, () => 2));
      const late = [...sleeper.output().matchAll(/^late write: (.+)$/gm)].map(([, done]) => done);
      expect(late).toEqual(Array.from({ length: EACH }, () => "superseded"));
    }

    expect(await stored()).toEqual(before);
    expect(house.proxy.counts()).toMatchObject({ refreshes: ids.length, again: 0, overlaps: 0 });
    expect(counted(house)["reuseHits"]).toBe(0);
    expect(await standings(house)).toEqual({ ACTIVE: ids.length });
    reportFault({
      row: 26,
      says: `SIGSTOP for ${LEASE_MS / 1000} s after the claim or after the answer, strict`,
      n: ids.length,
      result: `${ids.length} taken over, 0 double writes, 0 second requests`,
    });
  } finally {
    for (const sleeper of sleepers) await sleeper.stop("SIGKILL");
  }
});
