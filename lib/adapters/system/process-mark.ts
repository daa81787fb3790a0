import { readFileSync } from "node:fs";

/** Process ids are given again; together with the moment of its start one names a process for good, where the system tells it. */
export const processMark = (pid: number): string => `${pid} ${startOf(pid)}`.trim();

/** Whether the process that a mark names still runs on this machine. A mark of an id alone is taken at its word. */
export function isRunning(mark: string): boolean {
  const pid = Number(mark.split(" ")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return mark === String(pid) || mark === processMark(pid);
}

function startOf(pid: number): string {
  // proc(5): the 22nd field; the second one, the program's name, may hold spaces and ends with the last parenthesis.
  const stat = readOrNothing(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

/** A small text file; empty when it cannot be read. */
export function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
