import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import type { Settings } from "@/lib/runtime/settings";
import { type Child, startChild } from "./child";

export type SleeperJob = {
  readonly settings: Settings;
  readonly definitions: readonly ProviderDefinition[];
  readonly ids: readonly string[];
  /** `claimed`: before the marketplace is asked. `answered`: between its answer and our database. */
  readonly sleepsAt: "claimed" | "answered";
};

/** Starts one and resolves when it sleeps. @param folder for its orders, which are longer than an environment may be */
export async function startSleeper(job: SleeperJob, folder: string): Promise<Child> {
  const file = path.join(folder, `${job.sleepsAt}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(job), { mode: 0o600 });
  const child = startChild(process.execPath, ["--import", "tsx", "tests/support/sleeper.ts"], {
    env: { ...process.env, HOLDFAST_TEST_JOB: file },
  });
  await child.waitFor(/^asleep$/m, 60_000);
  return child;
}
