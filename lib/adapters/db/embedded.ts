import pg from "pg";
import { lockFolder } from "./folder-lock";
import { type Database, fromPool } from "./open";

/**
 * Opens the embedded database in a folder of this machine: for a trial, one process only.
 *
 * It speaks the same dialect behind the same driver adapter, but never flushes to disk by itself and
 * two processes on one folder lose rows, hence the lock file.
 *
 * @throws {Error} when another living process holds the folder
 */
export async function openEmbedded(dir: string): Promise<Database> {
  const unlock = lockFolder(dir);
  try {
    return await openLocked(dir, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openLocked(dir: string, unlock: () => void): Promise<Database> {
  const [{ PGlite }, { createPgConfig }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("@electric-sql/pglite/node-postgres"),
  ]);
  const lite = await PGlite.create(dir);
  const config = createPgConfig(lite);
  dropTypeParsers(config.connection);
  // One connection: the engine is single. Waiting for it has an end, so that a forgotten transaction is an error and not a standstill.
  const pool = new pg.Pool({ ...config, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 5000 });
  keepOnError(pool);
  await pool.query("set time zone 'UTC'");
  return fromPool(pool, "embedded", async () => {
    await pool.end();
    await lite.close();
    unlock();
  });
}

/** The bridge accepts per-query type parsers only as an array; the driver adapter passes an object and parses by itself. */
function dropTypeParsers(connection: unknown): void {
  const bridge = connection as { parse: (query: { types?: unknown }) => unknown };
  const parse = bridge.parse.bind(connection);
  bridge.parse = (query) => parse(Array.isArray(query.types) ? query : { ...query, types: undefined });
}

/**
 * The pool throws a client away whose query failed, and the next one takes over the bridge in the middle of the
 * replies to the query before: it would be given another's rows. A refused statement leaves the engine as it was,
 * so the client stays.
 */
function keepOnError(pool: pg.Pool): void {
  const query = async (...args: Parameters<pg.PoolClient["query"]>): Promise<unknown> => {
    const client = await pool.connect();
    try {
      return await Reflect.apply(client.query, client, args);
    } finally {
      client.release();
    }
  };
  pool.query = query as typeof pool.query;
}
