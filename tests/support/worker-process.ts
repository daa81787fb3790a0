import { readFileSync } from "node:fs";
import type { Settings } from "@/lib/runtime/settings";
import { type Child, startChild } from "./child";
import { ownEnvironment } from "./own-environment";

/** Starts `npm run worker` as a process of its own, with a trial's settings and its marketplaces on this port. Resolves when it says that it is ready. */
export async function startWorkerProcess(
  settings: Settings,
  sandboxPort: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child = startChild(process.execPath, ["--import", "tsx", "lib/worker/main.ts"], {
    env: {
      ...ownEnvironment(),
      TZ: "UTC",
      NODE_ENV: "production",
      HOLDFAST_MODE: "trial",
      HOLDFAST_HOME: settings.home,
      DATABASE_URL: settings.databaseUrl ?? "",
      HOLDFAST_KEYS: settings.keys,
      DEPLOYMENT_ID: settings.deploymentId,
      AUTH_SECRET: settings.authSecret,
      SANDBOX_PORT: String(sandboxPort),
      ...env,
    },
  });
  await child.waitFor(/worker is ready/, 60_000);
  return child;
}

/** Seconds on a processor that a process has used so far; NaN where the system does not tell. */
export function cpuSecondsOf(pid: number): number {
  try {
    // Fields 14 and 15 of proc(5), in hundredths of a second; the name before them may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}
