import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { ENTRY_BYTES } from "@/lib/adapters/journal/sizes";
import { recover } from "@/lib/services/recover";
import { anotherProcess } from "@/tests/support/another-process";
import { connectMany, eachOf, faultHouse, refreshOne, standings } from "@/tests/support/fault-house";
import { reportFault } from "@/tests/support/fault-report";
import { onAFullDisk } from "@/tests/support/on-a-full-disk";
import { counted } from "@/tests/support/walk";

const CONNECTIONS = 20;
const CALLERS = 100;

test("Fault 16: while the disk is full no marketplace is asked, and nothing that we hold is touched", async () => {
  await using house = await faultHouse("strict");
  const [id = ""] = await connectMany(house, 1);
  const before = await house.database.query("select sealed, generation from credential");
  const asked = counted(house)["tokenRequests"];
  const job = {
    settings: house.settings,
    sandboxOrigin: house.proxy.origin,
    connectionId: id,
    callers: CALLERS,
    rounds: 1,
  };
  const env = { HOLDFAST_TEST_JOB: JSON.stringify(job) };

  const said = await onAFullDisk("tests/support/refresher.ts", ENTRY_BYTES, env, "1\nend\n");

  expect(JSON.parse(said.split("\n")[1] ?? "{}")).toEqual({ ok: 0, generations: ["refresh_failed"] });
  expect(counted(house)["tokenRequests"]).toBe(asked);
  expect(await house.database.query("select sealed, generation from credential")).toEqual(before);
  expect(await house.database.query("select last_failure_class, last_failure_code from credential")).toEqual([
    { last_failure_class: "ours", last_failure_code: "journal_unavailable" },
  ]);
  expect(await standings(house)).toEqual({ ACTIVE: 1 });

  const enough = await onAFullDisk("tests/support/refresher.ts", 16 * ENTRY_BYTES, env, "1\nend\n");
  expect(JSON.parse(enough.split("\n")[1] ?? "{}"), "with room it works").toEqual({ ok: CALLERS, generations: [2] });
  reportFault({ row: 16, says: "callers on a full disk", n: CALLERS, result: "0 requests, nothing changed" });
});

test("Fault 16: a journal that breaks after the answer costs no token, and nobody asks again before it can be written", async () => {
  await using house = await faultHouse("strict");
  const ids = await connectMany(house, CONNECTIONS);
  const journal = path.join(house.settings.home, "journal");
  const { dependencies } = house.container;
  const { provider } = dependencies;
  let answered = 0;
  const refresh: typeof provider.refresh = (input) =>
    provider.refresh({
      ...input,
      // The folder goes when every marketplace has answered and no reply is kept yet.
      keep: async (reply) => {
        answered += 1;
        if (answered === ids.length) {
          await rm(journal, { recursive: true });
          await writeFile(journal, "in the way");
        }
        await expect.poll(() => answered, { timeout: 30_000 }).toBeGreaterThanOrEqual(ids.length);
        await input.keep?.(reply);
      },
    });
  const broken = {
    ...house,
    container: { ...house.container, dependencies: { ...dependencies, provider: { ...provider, refresh } } },
  };

  const results = await eachOf(ids, ids.length, (id) => refreshOne(broken, id));

  expect(
    results.filter(({ ok }) => ok),
    "stored from memory",
  ).toHaveLength(ids.length);
  expect(dependencies.journal.isUsable()).toBe(false);
  const asked = counted(house)["tokenRequests"];
  const refused = await eachOf(ids, ids.length, (id) => refreshOne(house, id));
  expect(refused.filter(({ ok }) => ok)).toEqual([]);
  expect(counted(house)["tokenRequests"], "nobody was asked").toBe(asked);
  expect(house.logLines.join("")).toContain("the journal cannot be");

  await rm(journal);
  await mkdir(journal);
  await dependencies.sleep(1_100);
  await house.database.query("update credential set refresh_after = now()");
  const again = await eachOf(ids, ids.length, (id) => refreshOne(house, id));
  expect(
    again.filter(({ ok }) => ok),
    "it works again by itself",
  ).toHaveLength(ids.length);
  expect(counted(house)["reuseHits"]).toBe(0);
  reportFault({
    row: 16,
    says: "journal broken after the answer, strict",
    n: CONNECTIONS,
    result: `${CONNECTIONS} stored, then 0 requests, 0 reuses`,
  });
});

test("Fault 16: a journal that cannot be read lets nobody ask, and calls no outcome unknown", async () => {
  await using house = await faultHouse("strict");
  const ids = await connectMany(house, 2);
  const asked = counted(house)["tokenRequests"];
  await house.database.query(
    `insert into refresh_attempt (connection_id, registration_id, lease_id, generation, trigger, started_at)
     select connection_id, registration_id, 'left-' || connection_id, generation, 'scheduler', now() - interval '5 minutes' from credential`,
  );
  await mkdir(house.settings.home, { recursive: true });
  await writeFile(path.join(house.settings.home, "journal"), "in the way");
  const other = await anotherProcess(house);

  expect(await recover(other.dependencies)).toEqual({ settled: 0, leftBehind: 0 });
  const results = await eachOf(ids, 2, (id) => refreshOne(house, id));

  expect(results.filter(({ ok }) => ok)).toEqual([]);
  expect(counted(house)["tokenRequests"]).toBe(asked);
  expect(await house.database.query("select distinct state from refresh_attempt where lease_id like 'left-%'")).toEqual([
    { state: "SENT" },
  ]);
  await other.close();
});
