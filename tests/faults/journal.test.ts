import { expect, test } from "vitest";
import type { Dependencies } from "@/lib/services/dependencies";
import { recover } from "@/lib/services/recover";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { anotherProcess, dyingBeforeTheWrite, leasesRunOut } from "@/tests/support/another-process";
import { shutDatabase } from "@/tests/support/database-switch";
import { connectMany, eachOf, type FaultHouse, faultHouse, refreshOne, standings } from "@/tests/support/fault-house";
import { LONG, reportFault } from "@/tests/support/fault-report";
import { counted } from "@/tests/support/walk";

const CONNECTIONS = 20;
const ROUNDS = LONG ? 50 : 10;
const N = CONNECTIONS * ROUNDS;
/** Of the rest fewer say as much. */
const FEW = ROUNDS / 2;

const ask = (deps: Dependencies, connectionId: string) =>
  refreshConnection(deps, { connectionId, trigger: "scheduler", ifGeneration: null });

/** What a copy of the database knows that stands aside: credentials and intents. */
async function copyOf({ database }: FaultHouse): Promise<() => Promise<void>> {
  const credentials = await database.query("select * from credential");
  const [newest] = await database.query("select coalesce(max(id), 0) as id from refresh_attempt");
  return async () => {
    for (const row of credentials)
      await database.query(
        `update credential set sealed = $2, key_id = $3, refresh_fingerprint = $4, obtained_at = $5, access_expires_at = $6, refresh_after = $7,
          generation = $8, lease_id = null, lease_until = null where connection_id = $1`,
        [
          "connection_id",
          "sealed",
          "key_id",
          "refresh_fingerprint",
          "obtained_at",
          "access_expires_at",
          "refresh_after",
          "generation",
        ].map((name) => row[name]),
      );
    await database.query("delete from refresh_attempt where id > $1", [newest?.["id"]]);
  };
}

const generations = async ({ database }: FaultHouse) =>
  (await database.query("select distinct generation from credential order by 1")).map((row) => row["generation"]);

const open = async ({ database }: FaultHouse) =>
  Number(
    (await database.query("select count(*)::int as many from refresh_attempt where state in ('SENT', 'UNKNOWN')"))[0]?.["many"],
  );

/** Every connection can be renewed with what is stored: nobody's token was used twice. */
async function allAlive(house: FaultHouse, ids: readonly string[]): Promise<void> {
  const renewed = await eachOf(ids, 10, (id) => refreshOne(house, id));
  expect(renewed.filter(({ ok }) => ok)).toHaveLength(ids.length);
  expect(await standings(house)).toEqual({ ACTIVE: ids.length });
  expect(counted(house)["reuseHits"]).toBe(0);
}

test("Fault 2: a reply that was kept before its process died is stored by the next one, with tokens that work once", async () => {
  await using house = await faultHouse("strict");
  const ids = await connectMany(house, CONNECTIONS);
  for (let round = 1; round <= FEW; round++) {
    const dying = await anotherProcess(house);
    let dead = 0;
    const deps = dyingBeforeTheWrite(dying.dependencies, () => {
      dead += 1;
    });
    for (const id of ids) void ask(deps, id);
    await expect.poll(() => dead, { timeout: 30_000 }).toBe(ids.length);
    await leasesRunOut(house);

    const next = await anotherProcess(house);
    expect(await recover(next.dependencies)).toEqual({ settled: ids.length, leftBehind: 0 });
    expect(await generations(house)).toEqual([round + 1]);
    expect(await open(house)).toBe(0);
    await next.close();
    await dying.database.close();
  }
  await allAlive(house, ids);
  reportFault({
    row: 2,
    says: "memory lost after the journal, strict",
    n: CONNECTIONS * FEW,
    result: `${CONNECTIONS * FEW} recovered, 0 reuses`,
  });
});

test("Fault 14: an answer that came while the database went away is stored after the restart", async () => {
  await using house = await faultHouse("strict");
  const ids = await connectMany(house, CONNECTIONS);
  for (let round = 1; round <= ROUNDS; round++) {
    const dying = await anotherProcess(house);
    const deps = dying.dependencies;
    let answered = 0;
    let gone = 0;
    let opening: Promise<() => Promise<void>> | null = null;
    const shut = async () => {
      answered += 1;
      if (answered === ids.length) opening = shutDatabase(house.database.url);
      await expect.poll(() => opening, { timeout: 30_000 }).not.toBeNull();
      await opening;
    };
    const refresh: Dependencies["provider"]["refresh"] = async (input) => {
      const outcome = await deps.provider.refresh(input);
      await shut();
      return outcome;
    };
    // The first write fails, and the process ends before it tries again.
    const sleep = () =>
      new Promise<void>(() => {
        gone += 1;
      });
    for (const id of ids) void ask({ ...deps, provider: { ...deps.provider, refresh }, sleep }, id);
    await expect.poll(() => gone, { timeout: 60_000 }).toBe(ids.length);
    await (await (opening as Promise<() => Promise<void>> | null))?.();
    expect(await generations(house), "nothing was written").toEqual([round]);
    await leasesRunOut(house);

    const next = await anotherProcess(house);
    expect((await recover(next.dependencies)).settled).toBe(ids.length);
    expect(await generations(house)).toEqual([round + 1]);
    await next.close();
    await dying.database.close();
  }
  await allAlive(house, ids);
  reportFault({
    row: 14,
    says: "database away after the answer, strict",
    n: N,
    result: `${N} committed after restart, 0 reuses`,
  });
});

test.each([
  ["the next look at the journal", true],
  ["whoever renews next", false],
])("Fault 15: a database that lost its last writes is brought forward by %s", async (who, byRecovery) => {
  await using house = await faultHouse("strict");
  const ids = await connectMany(house, CONNECTIONS);
  let generation = 1;
  for (let round = 1; round <= FEW; round++) {
    const fallBack = await copyOf(house);
    // Every other time it lost two renewals of each.
    const lost = 1 + (round % 2);
    for (let n = 0; n < lost; n++) await eachOf(ids, 10, (id) => refreshOne(house, id));
    const asked = counted(house)["refreshes"];
    await fallBack();
    expect(await generations(house)).toEqual([generation]);

    const other = await anotherProcess(house);
    const deps = byRecovery ? other.dependencies : house.container.dependencies;
    if (byRecovery) expect((await recover(deps)).settled).toBe(ids.length * lost);
    else for (let n = 0; n < lost; n++) await eachOf(ids, 10, (id) => ask(deps, id));
    await other.close();

    generation += lost;
    expect(await generations(house)).toEqual([generation]);
    expect(counted(house)["refreshes"], "the marketplace was not asked").toBe(asked);
  }
  await allAlive(house, ids);
  reportFault({ row: 15, says: `one or two writes lost, ${who}`, n: CONNECTIONS * FEW, result: "all brought forward, 0 reuses" });
});
