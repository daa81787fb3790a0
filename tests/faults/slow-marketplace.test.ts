import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { guardedHttp } from "@/lib/adapters/http/guarded-http";
import { createProviderClient } from "@/lib/adapters/http/provider-client";
import { systemClock } from "@/lib/adapters/system/clock";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { calm } from "@/tests/support/calm";
import { connectMany, eachOf, type FaultHouse, faultHouse, standings } from "@/tests/support/fault-house";
import { reportFault } from "@/tests/support/fault-report";
import { latch } from "@/tests/support/latch";
import { counted } from "@/tests/support/walk";

const CONNECTIONS = 60;
/** A tenth of the time that we wait for an answer: what is tried here is what comes after it. */
const DEADLINE_MS = 1_000;

const impatient = (house: FaultHouse) => {
  const { dependencies } = house.container;
  const http = guardedHttp({ clock: systemClock, version: "test" });
  const deps = { ...dependencies, provider: createProviderClient({ http, clock: systemClock, deadlineMs: DEADLINE_MS }) };
  return (connectionId: string) => refreshConnection(deps, { connectionId, trigger: "reader", ifGeneration: null });
};
const allAtOnce = (house: FaultHouse, ids: readonly string[]) => eachOf(ids, ids.length, impatient(house));

test("Fault 4: where a used token works for a while longer, a renewal that takes too long is asked again when its connection is closed", async () => {
  await using house = await faultHouse("grace");
  const ids = await connectMany(house, CONNECTIONS);
  const never = latch();
  house.proxy.fate = ({ nth }) => (nth === 1 ? { kind: "hold", until: () => never.opened } : { kind: "pass" });

  const results = await allAtOnce(house, ids);

  expect(results.filter(({ ok }) => ok)).toHaveLength(CONNECTIONS);
  expect(house.proxy.counts()).toMatchObject({ refreshes: 2 * CONNECTIONS, again: CONNECTIONS, overlaps: 0 });
  expect(await standings(house)).toEqual({ ACTIVE: CONNECTIONS });
  reportFault({
    row: 4,
    says: "answer after our deadline, grace",
    n: CONNECTIONS,
    result: `${CONNECTIONS} recovered, overlaps 0`,
  });
});

test("Fault 4: where a token works once, a marketplace that may still be working is left alone for a minute", async () => {
  await using house = await faultHouse("strict");
  const ids = await connectMany(house, CONNECTIONS);
  const later = latch();
  house.proxy.fate = ({ nth }) => (nth === 1 ? { kind: "late", until: () => later.opened } : { kind: "pass" });

  await allAtOnce(house, ids);
  expect(house.proxy.counts()).toMatchObject({ refreshes: CONNECTIONS, again: 0, overlaps: 0 });
  const [soonest] = await house.database.query(
    "select extract(epoch from min(refresh_after) - now())::float8 as seconds from credential",
  );
  expect(Number(soonest?.["seconds"])).toBeGreaterThan(50);

  await house.database.query("update client_registration set frozen_until = null, trouble = null");
  expect((await allAtOnce(house, ids)).map((result) => !result.ok && result.error.code)).toEqual(
    Array(CONNECTIONS).fill("resting"),
  );
  expect(house.proxy.counts()).toMatchObject({ refreshes: CONNECTIONS });

  // It works on all of them in the end, and nobody is there to hear the answers.
  later.open();
  await expect.poll(() => counted(house)["refreshes"]).toBe(CONNECTIONS);
  await sleep(100);
  await calm(house.database);
  await allAtOnce(house, ids);

  expect(await standings(house)).toEqual({ "NEEDS_REAUTH refresh_outcome_lost": CONNECTIONS });
  expect(house.proxy.counts()).toMatchObject({ refreshes: 2 * CONNECTIONS, overlaps: 0 });
  reportFault({
    row: 4,
    says: "marketplace works on after our deadline, strict",
    n: CONNECTIONS,
    result: `overlaps 0, ${CONNECTIONS} declared as refresh_outcome_lost`,
  });
});

test("Fault 4: where a token works once, a request that never arrived costs nothing", async () => {
  await using house = await faultHouse("strict");
  const ids = await connectMany(house, CONNECTIONS);
  const never = latch();
  house.proxy.fate = ({ nth }) => (nth === 1 ? { kind: "late", until: () => never.opened } : { kind: "pass" });

  await allAtOnce(house, ids);
  await calm(house.database);
  const results = await allAtOnce(house, ids);

  expect(results.filter(({ ok }) => ok)).toHaveLength(CONNECTIONS);
  expect(await standings(house)).toEqual({ ACTIVE: CONNECTIONS });
  reportFault({
    row: 4,
    says: "request that never arrives, strict",
    n: CONNECTIONS,
    result: `overlaps 0, ${CONNECTIONS} recovered later`,
  });
});
