import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import pg from "pg";
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
  const [{ PGlite }, { createPgConfig }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("@electric-sql/pglite/node-postgres"),
  ]);
  const lite = await PGlite.create(dir);
  const config = createPgConfig(lite);
  dropTypeParsers(config.connection);
  // One connection: the engine is single. Waiting for it has an end, so that a forgotten transaction is an error and not a standstill.
  const pool = new pg.Pool({ ...config, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 5000 });
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

/** Takes `<dir>.lock` or throws. A lock of a process that no longer lives is taken over. */
function lockFolder(dir: string): () => void {
  mkdirSync(path.dirname(dir), { recursive: true });
  const file = `${dir}.lock`;
  if (!tryLock(file)) {
    const holder = Number(readFileSync(file, "utf8"));
    if (holder === process.pid) throw new Error("database: this process already opened the embedded database");
    if (isAlive(holder))
      throw new Error(
        `database: the embedded database is in use by process ${holder}. Stop it, or set DATABASE_URL to use a PostgreSQL server.`,
      );
    rmSync(file, { force: true });
    if (!tryLock(file)) throw new Error("database: another process is opening the embedded database");
  }
  const unlock = () => rmSync(file, { force: true });
  process.once("exit", unlock);
  return unlock;
}

function tryLock(file: string): boolean {
  try {
    const handle = openSync(file, "wx", 0o600);
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
