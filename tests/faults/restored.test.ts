import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "@/lib/adapters/system/clock";
import { markFile } from "@/lib/adapters/system/mark-file";
import type { Mark } from "@/lib/core/ports/restores";
import { type Container, createContainer } from "@/lib/runtime/container";
import { createLogger } from "@/lib/runtime/logger";
import type { Settings } from "@/lib/runtime/settings";
import type { Dependencies } from "@/lib/services/dependencies";
import { noticeRestore } from "@/lib/services/notice-restore";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { startEngine } from "@/lib/worker/engine";
import { engineOptions } from "@/lib/worker/engine-options";
import { eachOf } from "@/tests/support/fault-house";
import { reportFault } from "@/tests/support/fault-report";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { plantGrants } from "@/tests/support/plant-grants";
import { type RotationMarket, rotationMarket } from "@/tests/support/rotation-markets";
import { eventTypes, storedConnection } from "@/tests/support/rows";
import { snapshotOf } from "@/tests/support/snapshot";
import { connect, counted } from "@/tests/support/walk";
import { startWorkerProcess } from "@/tests/support/worker-process";

let home: string;
let house: House;
let strict: RotationMarket;
let none: RotationMarket;
let jane: string;

beforeEach(async () => {
  home = mkdtempSync(path.join(tmpdir(), "holdfast-mark-"));
  [strict, none] = await Promise.all([rotationMarket("strict"), rotationMarket("none")]);
  house = await buildHouse({ home }, [strict.definition, none.definition]);
  jane = (await makeSeller(house)).userId;
});
afterEach(async () => {
  await house[Symbol.asyncDispose]();
  for (const market of [strict, none]) await market[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, force: true });
});

const here = (): Dependencies => house.container.dependencies;

const open = (over: Partial<Settings>): Promise<Container> =>
  createContainer({
    settings: { ...house.settings, ...over },
    definitions: house.definitions,
    logger: createLogger({ clock: systemClock, sink: { out: () => undefined, err: () => undefined } }),
    migrationsDir: path.resolve("prisma/migrations"),
    keepRegistrations: true,
  });

/** A process of the same deployment on another host, with a volume of its own. */
async function openHost(name: string) {
  const container = await open({ home: path.join(home, name) });
  return { deps: container.dependencies, [Symbol.asyncDispose]: () => container.close() };
}

const refreshAll = (ids: readonly string[], by = here()) =>
  eachOf(ids, 8, (connectionId) => refreshConnection(by, { connectionId, trigger: "scheduler", ifGeneration: null }));

const plant = async (market: RotationMarket, many: number) => (await plantGrants(house, jane, market, many)).map(({ id }) => id);

/** Everything that is stored, marks included, happened so much earlier. */
async function goBack(interval: string): Promise<void> {
  await house.database.query(`update deployment set updated_at = updated_at - interval '${interval}'`);
  await house.database.query(
    `update credential set obtained_at = obtained_at - interval '${interval}', access_expires_at = access_expires_at - interval '${interval}',
       refresh_after = refresh_after - interval '${interval}'`,
  );
}

const standing = async (ids: readonly string[]) =>
  house.database.query(
    "select status, reauth_reason as reason, count(*)::int as n from connection where public_id = any($1) group by 1, 2 order by 1",
    [ids],
  );

describe("a database that was restored from a backup", () => {
  test("Fault 23: nothing of yesterday's is used again where a token works once; the rest is renewed", async () => {
    const single = await plant(strict, 60);
    const lasting = await plant(none, 30);
    expect(await noticeRestore(here())).toBe(0);
    await goBack("1 day");
    const backup = await snapshotOf(house.database.url);
    await using lost = await openHost("lost");
    await refreshAll([...single, ...lasting], lost.deps);
    expect(await noticeRestore(here())).toBe(0);
    expect([strict.counts.refreshes, none.counts.refreshes]).toEqual([60, 30]);

    await backup.restore();
    expect(await noticeRestore(here())).toBe(60);
    await refreshAll([...single, ...lasting]);

    expect(await standing(single)).toEqual([{ status: "NEEDS_REAUTH", reason: "restored_from_backup", n: 60 }]);
    expect(await standing(lasting)).toEqual([{ status: "ACTIVE", reason: null, n: 30 }]);
    expect(strict.counts).toMatchObject({ requests: 60, reuses: 0 });
    expect(none.counts).toMatchObject({ refreshes: 60, reuses: 0 });
    expect((await eventTypes(house, single[0] ?? ""))[0]).toBe("needs_reconnect.restored_from_backup");
    const [audit] = await house.database.query("select data from audit_event where action = 'restore_noticed'");
    const named = audit?.["data"] as { readonly connections: readonly string[] } | undefined;
    expect([...(named?.connections ?? [])].sort()).toEqual([...single].sort());
    const [line] = house.logLines.filter((each) => each.includes("the database went back in time"));
    expect(line).toContain(single[0]);
    reportFault({
      row: 23,
      says: "backup of yesterday put back: 60 connections of a strict marketplace, 30 of one without rotation",
      n: 90,
      result: "0 reuses, 60 named and declared, 30 renewed",
    });
  });

  test("Fault 23: what the journal of this volume proves is put back, and nobody is asked", async () => {
    const ids = await plant(strict, 40);
    await goBack("1 day");
    expect(await noticeRestore(here())).toBe(0);
    const backup = await snapshotOf(house.database.url);
    await refreshAll(ids);
    await noticeRestore(here());
    await backup.restore();

    expect(await noticeRestore(here())).toBe(0);
    expect(await standing(ids)).toEqual([{ status: "ACTIVE", reason: null, n: 40 }]);
    await refreshAll(ids);
    expect(strict.counts).toMatchObject({ refreshes: 80, reuses: 0 });
    reportFault({
      row: 23,
      says: "a backup is put back, and the host's journal has what came later, strict marketplace",
      n: 40,
      result: "40 recovered, 0 declared, 0 reuses",
    });
  });

  test("Fault 23: a worker as it is shipped notices before it renews anything", async () => {
    const omar = await makeSeller(house, "Omar");
    const ids = await eachOf(Array.from({ length: 10 }), 2, async () => (await connect(house, omar)).id ?? "");
    const volume = path.join(home, "worker");
    const beat = () => noticeRestore({ ...here(), markFile: markFile(volume, house.settings.deploymentId) });
    await beat();
    await goBack("1 day");
    const backup = await snapshotOf(house.database.url);
    await refreshAll(ids);
    await beat();
    await backup.restore();
    const { refreshes } = counted(house);

    const worker = await startWorkerProcess({ ...house.settings, home: volume }, house.sandbox.port);
    await here().sleep(1500);
    await worker.stop();

    expect(await standing(ids)).toEqual([{ status: "NEEDS_REAUTH", reason: "restored_from_backup", n: 10 }]);
    expect(counted(house)).toMatchObject({ refreshes, reuseHits: 0 });
  });

  test("Fault 23: after a short loss only what was due is in doubt", async () => {
    const due = await plant(strict, 20);
    const rest = await plant(strict, 20);
    await goBack("1 hour");
    await house.database.query(
      "update credential k set refresh_after = now() + interval '1 hour' from connection c where c.id = k.connection_id and c.public_id = any($1)",
      [rest],
    );
    expect(await noticeRestore(here())).toBe(0);
    const backup = await snapshotOf(house.database.url);
    await using lost = await openHost("lost");
    await refreshAll(due, lost.deps);
    await noticeRestore(here());
    await backup.restore();

    expect(await noticeRestore(here())).toBe(20);
    await refreshAll([...due, ...rest]);

    expect(await standing(due)).toEqual([{ status: "NEEDS_REAUTH", reason: "restored_from_backup", n: 20 }]);
    expect(await standing(rest)).toEqual([{ status: "ACTIVE", reason: null, n: 20 }]);
    expect(strict.counts).toMatchObject({ refreshes: 40, reuses: 0 });
    reportFault({
      row: 23,
      says: "a failover loses some seconds, strict marketplace",
      n: 40,
      result: "0 reuses, 20 due ones declared, 20 go on",
    });
  });

  test("Fault 23: each loss is noticed once, on whichever host", async () => {
    const [first = ""] = await plant(strict, 1);
    await using hostA = await openHost("a");
    await using hostB = await openHost("b");
    const [a, b] = [hostA.deps, hostB.deps];
    for (const host of [a, b]) expect(await noticeRestore(host)).toBe(0);
    await goBack("1 day");
    const backup = await snapshotOf(house.database.url);
    for (const host of [a, b]) await noticeRestore(host);
    await backup.restore();

    expect(await noticeRestore(a)).toBe(1);
    const [second = ""] = await plant(strict, 1);
    await refreshAll([second]);
    expect(await noticeRestore(b), "the other host knows that it was noticed").toBe(0);
    expect(await storedConnection(house, second)).toMatchObject({ status: "ACTIVE", generation: 2 });
    for (const host of [a, b]) expect(await noticeRestore(host), "nobody notices it twice").toBe(0);

    await backup.restore();
    expect(await noticeRestore(b), "the same backup, put back once more, is another loss").toBe(1);
    expect(await storedConnection(house, first)).toMatchObject({ reauth_reason: "restored_from_backup" });
  });

  test("Fault 23: an engine that runs while the database falls back notices on its beat", async () => {
    const ids = await plant(strict, 10);
    expect(await noticeRestore(here())).toBe(0);
    await goBack("1 day");
    await house.database.query("update credential set refresh_after = now() + interval '1 hour'");
    const backup = await snapshotOf(house.database.url);
    await noticeRestore(here());
    const { jobs, ...options } = engineOptions(house.container, house.settings, "worker");
    const engine = startEngine(here(), { ...options, jobs: jobs.map((job) => ({ ...job, everyMs: 50 })) });
    await backup.restore();
    for (let n = 0; n < 100 && (await standing(ids))[0]?.["status"] === "ACTIVE"; n++) await here().sleep(50);
    await engine.stop();

    expect(await standing(ids)).toEqual([{ status: "NEEDS_REAUTH", reason: "restored_from_backup", n: 10 }]);
    expect(house.logLines.filter((each) => each.includes("the database went back in time"))).toHaveLength(1);
  });

  test("Fault 23: a volume that was away longer than marks are kept is a new one", async () => {
    const [id = ""] = await plant(strict, 1);
    const old: Mark = { volume: "old", count: 900, at: new Date(Date.now() - 401 * 86_400_000) };
    const kept: Mark[] = [];
    await noticeRestore({ ...here(), markFile: { read: async () => old, keep: async (mark) => void kept.push(mark) } });
    expect(kept).toEqual([{ volume: "old", count: 901, at: expect.any(Date) }]);
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE" });
    await house.database.query("delete from deployment where key = 'mark:old'");
    await noticeRestore({ ...here(), markFile: { read: async () => ({ ...old, at: new Date() }), keep: async () => undefined } });
    expect(await storedConnection(house, id), "one that was here yesterday is believed").toMatchObject({
      reauth_reason: "restored_from_backup",
    });
  });

  test("Fault 23: a host without a volume of its own learns nothing and breaks nothing", async () => {
    const ids = await plant(none, 3);
    const memory: Dependencies = {
      ...here(),
      markFile: { read: async () => null, keep: async () => Promise.reject(new Error("EROFS")) },
    };
    expect(await noticeRestore(memory)).toBe(0);
    await refreshAll(ids);
    expect(await standing(ids)).toEqual([{ status: "ACTIVE", reason: null, n: 3 }]);
    await using kept = await openHost("kept");
    await noticeRestore(kept.deps);
    expect(statSync(path.join(home, "kept", `mark-${house.settings.deploymentId}.json`)).mode & 0o777).toBe(0o600);
  });
});

describe("a copy of a database", () => {
  test("Fault 23: (F9) under another deployment's name nothing starts and no marketplace is asked", async () => {
    const ids = await plant(strict, 20);
    await goBack("1 day");

    await expect(open({ deploymentId: "staging-copy" })).rejects.toThrow(
      'This database belongs to the deployment "test-house", and DEPLOYMENT_ID says "staging-copy"',
    );
    expect(strict.counts.requests).toBe(0);
    expect(await standing(ids)).toEqual([{ status: "ACTIVE", reason: null, n: 20 }]);
    reportFault({
      row: 23,
      says: "a copy is started under another name, due connections",
      n: 20,
      result: "refused at start, 0 requests",
    });
  });
});
