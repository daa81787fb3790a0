import { readFile, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { isRunning, processMark, readOrNothing } from "../system/process-mark";
import { SILENT_MS } from "./sizes";

const NAME = "owner";

/** Where a process id means something: one running system of one machine. */
const PLACE = `${hostname()} ${readOrNothing("/proc/sys/kernel/random/boot_id").trim()}`;

/** Writes into a folder whose it is. */
export const signFolder = (folder: string): Promise<void> =>
  writeFile(path.join(folder, NAME), `${PLACE}\n${processMark(process.pid)}\n`, { mode: 0o600 });

/** Whether a process of ours made this folder. */
export const isSigned = (folder: string): Promise<boolean> =>
  stat(path.join(folder, NAME)).then(
    (found) => found.isFile(),
    () => false,
  );

/** Says that the owner lives. */
export const giveSignOfLife = (folder: string, now: Date): Promise<void> => utimes(path.join(folder, NAME), now, now);

/**
 * Whether a folder's owner still runs: on this machine the system knows, elsewhere its last sign of life
 * tells. Wrong in either direction it costs time and nothing else, because every write is fenced.
 */
export async function ownerLives(folder: string, nowMs: number): Promise<boolean> {
  try {
    const file = path.join(folder, NAME);
    const [place, mark = ""] = (await readFile(file, "utf8")).split("\n");
    if (place === PLACE) return isRunning(mark);
    return nowMs - (await stat(file)).mtimeMs < SILENT_MS;
  } catch {
    return false;
  }
}
