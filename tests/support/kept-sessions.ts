import pg from "pg";
import { withSession } from "./postgres-session";

/** A few sessions of a test's own that are used again: to open one costs more than most statements do. */
export function keptSessions(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 10_000, allowExitOnIdle: true });
  // A test may end every session of its database; what was idle is opened anew.
  pool.on("error", () => undefined);
  return {
    query: async (sql: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> => {
      const run = async (by: pg.Pool | pg.Client) => (await by.query(sql, values.length > 0 ? [...values] : undefined)).rows;
      return run(pool).catch((error: unknown) => {
        if (wasGone(error)) return withSession(url, run);
        throw error;
      });
    },
    close: () => pool.end(),
  };
}

/** The session had ended before the statement reached it, so nothing was done. */
const wasGone = (error: unknown): boolean =>
  error instanceof Error &&
  (/Connection terminated|ECONNRESET|EPIPE/.test(error.message) || ("code" in error && error.code === "57P01"));
