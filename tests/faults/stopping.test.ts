import { expect, it } from "vitest";
import { LONG, reportFault } from "@/tests/support/fault-report";
import { buildHouse } from "@/tests/support/house";
import { emptySandbox, plantDue } from "@/tests/support/plant-due";
import { until } from "@/tests/support/test-engine";
import { fault } from "@/tests/support/walk";
import { startWorkerProcess } from "@/tests/support/worker-process";

const LONGEST_MS = 15_000;

it.each([
  ["that answers after three seconds", "slow", "3", LONG ? 20 : 3],
  ["that never answers", "error", "timeout", LONG ? 5 : 1],
])(
  "a worker that is told to stop at a marketplace %s begins nothing, finishes what runs, keeps no lease and ends with 0 within 15 seconds",
  async (_, name, value, rounds) => {
    const records = emptySandbox();
    await using house = await buildHouse({}, [], { records });
    await plantDue(house, records, { providerId: "stubhub", many: rounds * 40, endsInMs: 540_000 });
    const many = async (where: string) =>
      Number((await house.database.query(`select count(*)::int as n from ${where}`))[0]?.["n"]);
    const took: number[] = [];
    let inFlight = 0;
    for (let round = 0; round < rounds; round++) {
      await fault(house, name, value);
      const worker = await startWorkerProcess(house.settings, house.sandbox.port);
      await until(async () => (await many("refresh_attempt where state = 'SENT'")) === 2);
      const startedMs = performance.now();
      await worker.stop("SIGTERM", LONGEST_MS + 5000);
      took.push(performance.now() - startedMs);
      expect(await worker.ended).toBe(0);
      inFlight += 2;
      expect(await many("refresh_attempt"), "nothing else was begun").toBe(inFlight);
      expect(await many("credential where lease_id is not null")).toBe(0);
      expect(await many("refresh_attempt where state = 'SENT'")).toBe(0);
      expect(await many("engine_process")).toBe(0);
    }
    expect(Math.max(...took)).toBeLessThan(LONGEST_MS);
    const written = await many("refresh_attempt where state = 'COMMITTED'");
    if (name === "slow") expect(written).toBe(inFlight);
    expect(await many("connection where status <> 'ACTIVE'")).toBe(0);
    reportFault({
      row: null,
      says: `SIGTERM with renewals in flight at a marketplace ${_}: renewals finished and written, leases left, the longest stop`,
      n: rounds,
      result: `${inFlight} finished, ${written} of them with new access; 0 leases left; ${(Math.max(...took) / 1000).toFixed(1)} s`,
    });
  },
);
