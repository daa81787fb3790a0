import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client";
import { unreachable } from "./unreachable";

export type Db = PrismaClient;

/** Anything that runs a statement outside Prisma: migrations and checks at start. */
export type Query = (sql: string, values?: readonly unknown[]) => Promise<{ readonly rows: readonly Record<string, unknown>[] }>;

export type Database = {
  readonly prisma: Db;
  readonly query: Query;
  /** Runs work in one session, for locks that belong to a session. */
  readonly inSession: <T>(work: (query: Query) => Promise<T>) => Promise<T>;
  readonly kind: "server" | "embedded";
  readonly close: () => Promise<void>;
};

/**
 * Timestamps are written shifted in a session of another zone, so every session is put in UTC. Our statements take
 * milliseconds: to compile one of them first would take longer than to run it.
 */
const SESSION_OPTIONS = "-c TimeZone=UTC -c jit=off";

/**
 * Opens a pool on a PostgreSQL server.
 *
 * @param url `postgresql://...`
 * @param max connections of this process; none is held while a provider is asked
 * @throws {Error} with a sentence when the server cannot be reached within 5 s or does not let us in
 */
export async function openServer(url: string, max = 10): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max, options: SESSION_OPTIONS, connectionTimeoutMillis: 5000 });
  // An idle connection that the server closes is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  try {
    return await fromPool(pool, "server", () => pool.end());
  } catch (error) {
    await pool.end();
    throw unreachable(url, error);
  }
}

/** Builds the database handle on a pool, whatever stands behind it. */
export async function fromPool(pool: pg.Pool, kind: Database["kind"], close: () => Promise<void>): Promise<Database> {
  const query = queryOf(pool);
  const zone = String((await query("show timezone")).rows[0]?.["TimeZone"]);
  if (zone !== "UTC" && zone !== "GMT" && zone !== "Etc/UTC")
    throw new Error(`database: sessions must run in UTC, this one runs in ${zone}`);
  // A transaction waits for a connection as patiently as a single statement: some hold tokens that exist nowhere else.
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: { maxWait: 5000, timeout: 15_000 } });
  return {
    prisma,
    query,
    kind,
    inSession: async (work) => {
      const client = await pool.connect();
      try {
        return await work(queryOf(client));
      } finally {
        client.release();
      }
    },
    close: async () => {
      await prisma.$disconnect();
      await close();
    },
  };
}

function queryOf(runner: pg.Pool | pg.PoolClient): Query {
  return async (sql, values) => {
    const result: pg.QueryResult | pg.QueryResult[] = await runner.query(sql, values ? [...values] : undefined);
    // A script of several statements gives an array; only its last result can have rows that matter.
    const last = Array.isArray(result) ? result.at(-1) : result;
    return { rows: last?.rows ?? [] };
  };
}
