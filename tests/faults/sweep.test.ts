import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { busiestSecond } from "@/tests/support/busiest-second";
import type { Child } from "@/tests/support/child";
import { LONG, reportFault } from "@/tests/support/fault-report";
import { buildHouse } from "@/tests/support/house";
import { emptySandbox, marketOf, plantDue } from "@/tests/support/plant-due";
import { cpuSecondsOf, startWorkerProcess } from "@/tests/support/worker-process";

const MARKETS = ["stubhub", "ebay", "etsy", "square", "stockx"] as const;
const CONNECTIONS = LONG ? 50_000 : 10_000;
/** Renewals a second at each marketplace. */
const BUDGET = 80;
/** What is left of an hour when a renewal is due at the latest, at 85 % of it. */
const ENDS_IN_MS = 9 * 60_000;
/** Nobody waits for longer; what is not renewed then has missed it. */
const LONGEST_MS = LONG ? ENDS_IN_MS : 270_000;
const LOOK_MS = 50;

const env = Object.fromEntries(
  MARKETS.flatMap((id) => [
    [`${id.toUpperCase()}_RENEWALS_PER_SECOND`, String(BUDGET)],
    [`${id.toUpperCase()}_RENEWALS_AT_ONCE`, "16"],
  ]),
);

type Reading = { readonly atMs: number; readonly value: number };

/** The most that a counter grew within so many milliseconds. */
function mostWithin(readings: readonly Reading[], ms: number): number {
  let [from, most] = [0, 0];
  for (const { atMs, value } of readings) {
    while (atMs - (readings[from]?.atMs ?? 0) > ms) from += 1;
    most = Math.max(most, value - (readings[from]?.value ?? 0));
  }
  return most;
}

it(`a sweep of ${CONNECTIONS} due connections by two workers: none misses its expiry, and no second sees more calls than the budget`, async () => {
  const records = emptySandbox();
  await using house = await buildHouse({}, [], { records });
  for (const providerId of MARKETS)
    await plantDue(house, records, { providerId, many: CONNECTIONS / MARKETS.length, endsInMs: ENDS_IN_MS });
  const statements = async () =>
    Number(
      (await house.database.query("select xact_commit::int as n from pg_stat_database where datname = current_database()"))[0]?.[
        "n"
      ],
    );
  const left = async () =>
    Number((await house.database.query("select count(*)::int as n from credential where generation = 1"))[0]?.["n"]);

  const workers: Child[] = [];
  const readings = new Map(MARKETS.map((id) => [id, [] as Reading[]]));
  try {
    const [first, second] = await Promise.all([1, 2].map(() => startWorkerProcess(house.settings, house.sandbox.port, env)));
    if (!first || !second) throw new Error("no workers");
    workers.push(first, second);
    const [cpuBefore, sentBefore] = [workers.map(({ pid }) => cpuSecondsOf(pid)), await statements()];
    const startedMs = performance.now();
    const looking = setInterval(() => {
      const atMs = performance.now();
      for (const id of MARKETS) readings.get(id)?.push({ atMs, value: marketOf(records, id).counters.refreshes });
    }, LOOK_MS);
    let asked = 0;
    for (;;) {
      asked += 1;
      if ((await left()) === 0 || performance.now() - startedMs > LONGEST_MS) break;
      await sleep(500);
    }
    const seconds = (performance.now() - startedMs) / 1000;
    clearInterval(looking);
    const cpu = workers.reduce((sum, { pid }, at) => sum + cpuSecondsOf(pid) - (cpuBefore[at] ?? 0), 0);
    await Promise.all(workers.map((worker) => worker.stop("SIGTERM", 20_000)));
    expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([0, 0]);
    // A session tells what it did when it ends.
    const sent = (await statements()) - sentBefore - asked;

    const [missed] = await house.database.query(
      "select count(*) filter (where k.generation = 1)::int as untouched, count(*) filter (where k.obtained_at > c.created_at + $1 * interval '1 millisecond')::int as late, count(*) filter (where c.status <> 'ACTIVE')::int as given_up from credential k join connection c on c.id = k.connection_id",
      [ENDS_IN_MS],
    );
    expect(missed).toEqual({ untouched: 0, late: 0, given_up: 0 });
    const renewals = MARKETS.reduce((sum, id) => sum + marketOf(records, id).counters.refreshes, 0);
    expect(renewals, "nobody was asked twice").toBe(CONNECTIONS);
    expect(MARKETS.map((id) => marketOf(records, id).counters.reuseHits)).toEqual(MARKETS.map(() => 0));
    const allowed = await busiestSecond(house.database);
    const arrived = (ms: number) => Math.max(...MARKETS.map((id) => mostWithin(readings.get(id) ?? [], ms)));
    expect(allowed).toBeLessThanOrEqual(BUDGET);
    expect(arrived(5000)).toBeLessThanOrEqual(5 * BUDGET);
    const attempts = await house.database.query("select state::text, count(*)::int as n from refresh_attempt group by 1");
    expect(attempts).toEqual([{ state: "COMMITTED", n: CONNECTIONS }]);
    reportFault({
      row: 11,
      says: "due connections swept by two workers at five marketplaces: expiries missed; busiest second of a marketplace and its busiest five as they arrived, each with its budget",
      n: CONNECTIONS,
      result: `0 missed; ${allowed} of ${BUDGET}, ${arrived(5000)} of ${5 * BUDGET}; ${(CONNECTIONS / seconds).toFixed(0)} connections a second, ${((cpu / CONNECTIONS) * 1000).toFixed(2)} ms of CPU and ${(sent / CONNECTIONS).toFixed(2)} statements for each`,
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
});
