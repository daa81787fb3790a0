import { expect, it } from "vitest";
import { allOf, begin, jobNow } from "@/tests/support/bulk";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { killWorkers } from "@/tests/support/kill-worker";
import { emptySandbox, plantDue } from "@/tests/support/plant-due";
import { until } from "@/tests/support/test-engine";

const HOUR_MS = 3_600_000;
const PAUSED = 160;
const RENEWED = 60;
const AT_ONCE = 8;

/** As if its worker had been gone for long enough. */
async function letLeasesEnd({ database }: House): Promise<void> {
  await database.query("update job set lease_until = now() - interval '1 second' where lease_until > now()");
  await database.query("update credential set lease_until = lease_until - interval '1 minute' where lease_until is not null");
  await database.query("update refresh_attempt set started_at = started_at - interval '1 minute' where state = 'SENT'");
}

it("A worker that is killed in the middle of a job leaves nothing undone and nothing done twice", async () => {
  const records = emptySandbox();
  const budgets = [{ providerId: "stubhub", name: "", perSecond: 25, atOnce: AT_ONCE }];
  await using house = await buildHouse({ budgets }, [], { records });
  const admin = await makeSeller(house, "Ada", "admin");
  await plantDue(house, records, { providerId: "foxy", many: PAUSED, dueInMs: () => HOUR_MS, endsInMs: 2 * HOUR_MS });
  await plantDue(house, records, { providerId: "stubhub", many: RENEWED, dueInMs: () => HOUR_MS, endsInMs: 2 * HOUR_MS });
  const of = (act: string, provider: string) => ({ ...allOf(act), query: { ...allOf(act).query, provider } });
  const paused = await begin(house, admin, of("pause", "foxy"));
  await using workers = await killWorkers({ settings: house.settings, definitions: house.definitions });

  /** Kills a worker as soon as so many are through, and as if it had been gone for long enough. @param through SQL for how many are */
  const killAt = async (through: string, from: number, to: number): Promise<void> => {
    const victim = await workers.start();
    const count = async () => Number((await house.database.query(`select count(*)::int as n from ${through}`))[0]?.["n"]);
    await until(async () => (await count()) >= from, 30_000);
    await victim.kill();
    expect(await count(), "it was killed in the middle").toBeLessThan(to);
    await letLeasesEnd(house);
  };
  await killAt("connection where status = 'PAUSED'", 25, PAUSED);
  await killAt("connection where status = 'PAUSED'", 90, PAUSED);
  const renewed = await begin(house, admin, of("refresh", "stubhub"));
  await killAt("credential where generation > 1", 12, RENEWED);
  await workers.start();
  await until(
    async () => (await jobNow(house, admin, renewed)).state === "done" && (await jobNow(house, admin, paused)).state === "done",
    30_000,
  );

  expect(await jobNow(house, admin, paused)).toMatchObject({ total: PAUSED, done: PAUSED, failed: 0, skipped: 0, gone: 0 });
  expect(
    await house.database.query(
      "select count(*)::int as lines, count(distinct connection_id)::int as connections from connection_event where type = 'paused'",
    ),
  ).toEqual([{ lines: PAUSED, connections: PAUSED }]);
  const after = await jobNow(house, admin, renewed);
  expect(after.done + after.failed, JSON.stringify(after)).toBe(RENEWED);
  // What was in flight at the kill, and of that only what nobody can know the end of.
  expect(after.failed).toBeLessThanOrEqual(AT_ONCE);
  const [fresh] = await house.database.query("select count(*)::int as n from credential where generation > 1");
  expect(fresh?.["n"]).toBeGreaterThanOrEqual(after.done);
  // Whatever was in flight at the kill is recovered or tried once more, but no renewal that worked is asked for again.
  expect(
    await house.database.query(
      `select count(*)::int as twice from (select connection_id from refresh_attempt where state = 'COMMITTED' group by 1 having count(*) > 1) t`,
    ),
  ).toEqual([{ twice: 0 }]);
  expect(
    await house.database.query(
      "select count(*)::int as n, count(distinct key)::int as keys from job_batch b, unnest(b.keys) key",
    ),
  ).toEqual([{ n: PAUSED + after.done, keys: PAUSED + after.done }]);
}, 90_000);
