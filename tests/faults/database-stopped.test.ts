import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { startEngine } from "@/lib/worker/engine";
import { engineOptions } from "@/lib/worker/engine-options";
import { type Cluster, startCluster } from "@/tests/support/cluster";
import { eachOf, standings } from "@/tests/support/fault-house";
import { reportFault } from "@/tests/support/fault-report";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { letLeasesEnd } from "@/tests/support/kill-trials";
import { type KillWorkers, killWorkers } from "@/tests/support/kill-worker";
import { plantGrants } from "@/tests/support/plant-grants";
import { findPrograms, NO_POSTGRES } from "@/tests/support/postgres-programs";
import { type RotationMarket, rotationMarket } from "@/tests/support/rotation-markets";

/** In flight at once when the database goes away. */
const IN_FLIGHT = 100;
const BEFORE = 300;

let cluster: Cluster;
let house: House;
let market: RotationMarket;
let workers: KillWorkers;
let seller: string;
const usual = process.env["TEST_DATABASE_URL"];

/** A server of this test's own, because it is stopped. */
beforeAll(async () => {
  const programs = findPrograms();
  if (!programs) throw new Error(NO_POSTGRES);
  cluster = await startCluster(programs);
  process.env["TEST_DATABASE_URL"] = cluster.url;
  market = await rotationMarket("strict");
  house = await buildHouse({ home: mkdtempSync(path.join(tmpdir(), "holdfast-stopped-")) }, [market.definition]);
  seller = (await makeSeller(house)).userId;
  workers = await killWorkers({ settings: house.settings, definitions: [market.definition] });
});
afterAll(async () => {
  await workers[Symbol.asyncDispose]();
  await house[Symbol.asyncDispose]();
  await market[Symbol.asyncDispose]();
  process.env["TEST_DATABASE_URL"] = usual;
  await cluster.stop();
});

const plant = async (many: number) => (await plantGrants(house, seller, market, many)).map(({ id }) => id);

const stored = async (ids: readonly string[]) =>
  house.database.query(
    `select c.status, k.generation, k.lease_id is null as free, count(*)::int as n from credential k join connection c on c.id = k.connection_id
     where c.public_id = any($1) group by 1, 2, 3`,
    [ids],
  );

async function until(done: () => Promise<boolean>, limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await done())) {
    if (Date.now() > end) throw new Error("it did not happen in time");
    await sleep(100);
  }
}

/** All are asked for at once; the marketplace acts on each, and answers when it is let go. */
function holdAnswers(many: number): { readonly acted: Promise<void>; readonly letGo: () => void } {
  let seen = 0;
  let letGo: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    letGo = () => {
      market.beforeAnswer = async () => undefined;
      resolve();
    };
  });
  const acted = new Promise<void>((resolve) => {
    market.beforeAnswer = () => {
      seen += 1;
      if (seen === many) resolve();
      return gone;
    };
  });
  return { acted, letGo };
}

describe("a database server that is stopped", () => {
  test("Fault 13: before the request leaves, the marketplace is not asked; afterwards everything is renewed", async () => {
    const ids = await plant(BEFORE);
    const { requests } = market.counts;
    const { dependencies } = house.container;
    const deps = { ...dependencies, budgetOf: () => ({ perSecond: 1000, atOnce: 32 }) };
    await cluster.halt();
    const engine = startEngine(deps, { ...engineOptions(house.container, house.settings, "worker"), everyMs: 100 });
    const asked = await eachOf(ids.slice(0, 100), 8, (connectionId) =>
      refreshConnection(deps, { connectionId, trigger: "seller", ifGeneration: null }).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    await sleep(1000);
    expect(asked).not.toContain(true);
    expect(market.counts.requests - requests).toBe(0);

    await cluster.resume();
    await house.database.query("update credential set refresh_after = now() - interval '1 minute' where generation = 1");
    await until(async () => (await stored(ids)).every(({ generation }) => generation === 2));
    await engine.stop();
    expect(await stored(ids)).toEqual([{ status: "ACTIVE", generation: 2, free: true, n: BEFORE }]);
    expect(market.counts).toMatchObject({ reuses: 0 });
    reportFault({
      row: 13,
      says: "server stopped, due connections, engine and sellers ask",
      n: BEFORE,
      result: `0 requests while it is away, ${BEFORE} renewed afterwards, 0 false reconnects`,
    });
  });

  test("Fault 14: after the answers came, all of them are written when it is back", async () => {
    const ids = await plant(IN_FLIGHT);
    const worker = await workers.start();
    const { acted, letGo } = holdAnswers(IN_FLIGHT);
    worker.order({ ids, stopAt: null });
    await acted;
    await cluster.halt();
    letGo();
    await worker.lines(/^reply kept /, IN_FLIGHT);
    await sleep(2000);
    await cluster.resume();
    expect(await worker.lines(/^done /, 1, 90_000)).toBe(`done ${IN_FLIGHT}`);
    await worker.kill();

    expect(await stored(ids)).toEqual([{ status: "ACTIVE", generation: 2, free: true, n: IN_FLIGHT }]);
    expect(market.counts).toMatchObject({ reuses: 0 });
    reportFault({
      row: 14,
      says: "server stopped for some seconds with answers in flight, strict",
      n: IN_FLIGHT,
      result: `${IN_FLIGHT} written afterwards, 0 false reconnects`,
    });
  });

  test("Fault 14: and also when the process is killed meanwhile, by the next one", async () => {
    const ids = await plant(IN_FLIGHT);
    const worker = await workers.start();
    const { acted, letGo } = holdAnswers(IN_FLIGHT);
    worker.order({ ids, stopAt: null });
    await acted;
    await cluster.halt();
    letGo();
    await worker.lines(/^reply kept /, IN_FLIGHT);
    await worker.kill();
    await cluster.resume();
    await letLeasesEnd(house, ids);
    const next = await workers.start();
    await until(async () => (await stored(ids)).every(({ generation }) => generation === 2));
    await next.kill();

    expect(await stored(ids)).toEqual([{ status: "ACTIVE", generation: 2, free: true, n: IN_FLIGHT }]);
    expect(market.counts).toMatchObject({ reuses: 0 });
    expect(await standings(house)).toEqual({ ACTIVE: BEFORE + 2 * IN_FLIGHT });
    reportFault({
      row: 14,
      says: "the same, and the worker is killed while the server is away",
      n: IN_FLIGHT,
      result: `${IN_FLIGHT} recovered by the next process, 0 reuses`,
    });
    reportFault({
      row: null,
      says: "false reconnects asked for because of the database",
      n: BEFORE + 2 * IN_FLIGHT,
      result: "0",
    });
  });
});
