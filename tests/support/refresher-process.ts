import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Settings } from "@/lib/runtime/settings";

export type RefresherJob = {
  readonly settings: Settings;
  /** Where the marketplaces are found. */
  readonly sandboxOrigin: string;
  readonly connectionId: string;
  readonly callers: number;
};

export type Refresher = AsyncDisposable & {
  readonly pid: number;
  /** Lets every caller ask for a newer generation than this one, and gives how they fared. */
  readonly ask: (ifGeneration: number) => Promise<{ readonly ok: number; readonly generations: readonly (number | string)[] }>;
};

/** A process of its own with callers in it, ready when this resolves. */
export async function startRefresher(job: RefresherJob): Promise<Refresher> {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/refresher.ts"], {
    env: { ...process.env, HOLDFAST_TEST_JOB: JSON.stringify(job) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  const first = await next();
  if (first !== "ready") throw new Error(`the refresher said ${first}`);
  return {
    pid: child.pid ?? -1,
    ask: async (ifGeneration) => {
      child.stdin.write(`${ifGeneration}\n`);
      return JSON.parse(await next());
    },
    [Symbol.asyncDispose]: async () => {
      child.stdin.end("end\n");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}
