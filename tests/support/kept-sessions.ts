import pg from "pg";
import { withSession } from "./postgres-session";

const LONGEST_MS = 30_000;

/** A few sessions of a test's own that are used again: to open one costs more than most statements do. */
export function keptSessions(url: string) {
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    // A test changes rows in an order of its own while the product works on them. Of two that wait for each other
    // the server ends one after a second, and that must never be the product: the test's gives way before.
    lock_timeout: 200,
  });
  // A test may end every session of its database; what was idle is opened anew.
  pool.on("error", () => undefined);
  return {
    query: async (sql: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> => {
      const run = async (by: pg.Pool | pg.Client) => (await by.query(sql, values.length > 0 ? [...values] : undefined)).rows;
      const startedAt = performance.now();
      for (;;)
        try {
          return await run(pool);
        } catch (error) {
          if (wasGone(error)) return withSession(url, run);
          if (!gaveWay(error) || performance.now() - startedAt > LONGEST_MS) throw error;
        }
    },
    close: () => pool.end(),
  };
}

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);

/** A lock was not to be had in time, or a deadlock: the server undid everything that the statement had done. */
const gaveWay = (error: unknown): boolean => codeOf(error) === "55P03" || codeOf(error) === "40P01";

/** The session had ended before the statement reached it, so nothing was done. */
const wasGone = (error: unknown): boolean =>
  error instanceof Error && (/Connection terminated|ECONNRESET|EPIPE/.test(error.message) || codeOf(error) === "57P01");
