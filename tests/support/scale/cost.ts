import { type Database, openServer } from "@/lib/adapters/db/open";
import { readModel } from "@/lib/adapters/db/read-model";
import { explain } from "../explain";
import { plantMany } from "../plant-many";
import { testDatabase } from "../postgres";
import { statementsOf } from "../statements";
import { operationsOn } from "./operations";
import { type RenewalCost, renewalCost } from "./renewal-cost";

/** Pages of 8 kB touched, statements sent, and the median of the times in milliseconds. */
export type Cost = { readonly buffers: number; readonly statements: number; readonly ms: number };
export type SizeCost = {
  readonly connections: number;
  readonly seededSeconds: number;
  readonly megabytes: number;
  readonly costs: Readonly<Record<string, Cost>>;
  readonly renewal: RenewalCost;
};

const TIMES = 9;

/** What each operation costs with so many connections, on a database of its own. */
export async function costAt(connections: number, sellers: number): Promise<SizeCost> {
  await using test = await testDatabase();
  const began = performance.now();
  await plantMany(test.url, connections, sellers);
  const seededSeconds = Math.round((performance.now() - began) / 1000);
  const database = await openServer(test.url, 3);
  try {
    await settle(database);
    const costs: Record<string, Cost> = {};
    for (const { name, work } of await operationsOn(database)) {
      const statements = (await statementsOf(work)).length;
      const explained = await explain(test.url, work);
      costs[name] = { statements, buffers: explained.reduce((sum, { buffers }) => sum + buffers, 0), ms: await median(work) };
    }
    const { rows } = await database.query("SELECT pg_database_size(current_database())::float8 AS bytes");
    const megabytes = Math.round(Number(rows[0]?.["bytes"]) / 1_000_000);
    return { connections, seededSeconds, megabytes, costs, renewal: await renewalCost(test.url) };
  } finally {
    await database.close();
  }
}

/** As it is between two looks of the engine: nothing to settle, nothing to fold, nothing late. */
async function settle(database: Database): Promise<void> {
  const { settleDue, foldCounts } = readModel(database.prisma);
  while (await settleDue());
  while (await foldCounts());
  await database.query(
    "UPDATE credential SET refresh_after = now() + interval '2 hours' WHERE refresh_after < now() + interval '10 minutes'",
  );
  for (const table of ["credential", "connection_state", "state_delta", "state_count"])
    await database.query(`VACUUM (ANALYZE) ${table}`);
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0;
}
