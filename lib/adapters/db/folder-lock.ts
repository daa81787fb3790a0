import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isRunning, processMark, readOrNothing } from "../system/process-mark";

/** Folders this process holds. A lock file may name our own process id after a restart inside a container, where ids repeat. */
const held = new Set<string>();

/**
 * Takes `<dir>.lock` or throws. A lock of a process that no longer lives is taken over.
 *
 * @returns gives it back; safe to call twice
 * @throws {Error} naming the process that holds it
 */
export function lockFolder(dir: string): () => void {
  const file = `${path.resolve(dir)}.lock`;
  if (held.has(file)) throw new Error("database: this process already opened the embedded database");
  mkdirSync(path.dirname(file), { recursive: true });
  takeLock(file);
  held.add(file);
  const unlock = () => {
    process.off("exit", unlock);
    if (held.delete(file)) rmSync(file, { force: true });
  };
  process.once("exit", unlock);
  return unlock;
}

/**
 * Writes the lock, over a dead one too. Only who holds a second lock may look at the first, so that of
 * several that find it dead, or half written, none replaces the living one of another.
 */
function takeLock(file: string): void {
  const second = `${file}.opening`;
  if (!create(second))
    throw new Error(`database: another process is opening the embedded database. If none is, delete ${second} and start again.`);
  try {
    const holder = readOrNothing(file);
    const pid = Number(holder.split(" ")[0]);
    if (pid !== process.pid && isRunning(holder))
      throw new Error(
        `database: the embedded database is in use by process ${pid}. Stop it, or set DATABASE_URL to use a PostgreSQL server.`,
      );
    rmSync(file, { force: true });
    create(file);
  } finally {
    rmSync(second, { force: true });
  }
}

/** False: it is there already. */
function create(file: string): boolean {
  try {
    writeFileSync(file, processMark(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
