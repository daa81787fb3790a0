import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * Ends clusters whose test run was killed and removes their folders. A cluster is ours when its folder has our
 * name; its process is ended only when its command line names that very folder, because ids are used again.
 */
export function sweepClusters(parent: string, prefix: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    try {
      sweepOne(path.join(parent, name));
    } catch {
      // Another user's folder, or another run was faster.
    }
  }
}

function sweepOne(home: string): void {
  const owner = Number(readFileSync(path.join(home, "owner"), "utf8"));
  if (isAlive(owner)) return;
  const pidFile = path.join(home, "data", "postmaster.pid");
  if (existsSync(pidFile)) {
    const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
    if (commandLine(pid).includes(home)) process.kill(pid, "SIGQUIT");
  }
  rmSync(home, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Empty where the system does not show it: then nothing is ended. */
function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
