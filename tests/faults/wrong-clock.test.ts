import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Child } from "@/tests/support/child";
import { faultHouse, MARKET, standings } from "@/tests/support/fault-house";
import { reportFault } from "@/tests/support/fault-report";
import { plantDue } from "@/tests/support/plant-due";
import { startWorkerProcess } from "@/tests/support/worker-process";

const CONNECTIONS = 60;
const FIRST_DUE_MS = 2_000;
const LAST_DUE_MS = 12_000;
const TOLERANCE_MS = 5_000;
const WRONG_BY_MS = 10 * 60_000;
const LIFETIME_SECONDS = 3600;

test("Fault 5: workers whose clocks are ten minutes wrong renew in time, neither early nor late, and store the right ends", async () => {
  await using house = await faultHouse("strict");
  const workers: Child[] = [];
  try {
    for (const wrongBy of [WRONG_BY_MS, -WRONG_BY_MS]) {
      const env = {
        NODE_OPTIONS: "--import ./tests/support/wrong-clock.mjs",
        TEST_CLOCK_WRONG_BY_MS: String(wrongBy),
        STUBHUB_RENEWALS_PER_SECOND: "50",
      };
      workers.push(await startWorkerProcess(house.settings, Number(new URL(house.proxy.origin).port), env));
    }
    const renewedAtMs: number[] = [];
    house.proxy.fate = ({ isRefresh }) => {
      if (isRefresh) renewedAtMs.push(Date.now());
      return { kind: "pass" };
    };
    const startMs = Date.now();
    const step = (LAST_DUE_MS - FIRST_DUE_MS) / CONNECTIONS;
    const dueInMs = (place: number) => FIRST_DUE_MS + place * step;
    await plantDue(house, house.records, { providerId: MARKET, many: CONNECTIONS, endsInMs: 900_000, dueInMs });

    await sleep(LAST_DUE_MS + TOLERANCE_MS);

    expect(renewedAtMs, "each once").toHaveLength(CONNECTIONS);
    const offMs = renewedAtMs.map((at, place) => at - startMs - dueInMs(place));
    expect(Math.min(...offMs), "none early").toBeGreaterThanOrEqual(0);
    expect(Math.max(...offMs), "none late").toBeLessThan(TOLERANCE_MS);
    const rows = await house.database.query(
      `select extract(epoch from access_expires_at - last_refreshed_at)::float8 as lifetime, extract(epoch from now() - obtained_at)::float8 as age,
         (extract(epoch from refresh_after - obtained_at) / extract(epoch from access_expires_at - obtained_at))::float8 as share from credential`,
    );
    for (const { lifetime, age, share } of rows) {
      expect(Number(lifetime)).toBe(LIFETIME_SECONDS);
      expect(Number(age)).toBeGreaterThan(0);
      expect(Number(age)).toBeLessThan((LAST_DUE_MS + TOLERANCE_MS) / 1000);
      expect(Number(share)).toBeGreaterThanOrEqual(0.6);
      expect(Number(share)).toBeLessThanOrEqual(0.85);
    }
    expect(await standings(house)).toEqual({ ACTIVE: CONNECTIONS });
    reportFault({
      row: 5,
      says: "two workers, clocks 10 minutes fast and slow, strict",
      n: CONNECTIONS,
      result: `0 early, the latest ${(Math.max(...offMs) / 1000).toFixed(1)} s after its time`,
    });
  } finally {
    for (const worker of workers) await worker.stop();
  }
});
