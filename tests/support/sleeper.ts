import { readFileSync } from "node:fs";
import path from "node:path";
import { systemClock } from "@/lib/adapters/system/clock";
import { createContainer } from "@/lib/runtime/container";
import { createLogger } from "@/lib/runtime/logger";
import type { Dependencies } from "@/lib/services/dependencies";
import { refreshConnection } from "@/lib/services/refresh-connection";
import type { SleeperJob } from "./sleeper-process";

/**
 * A process of its own that renews connections and stops itself for real (SIGSTOP) when all of them have come to one
 * point. Whoever wakes it reads what its renewals made of the time that went by.
 */
const job = JSON.parse(readFileSync(process.env["HOLDFAST_TEST_JOB"] ?? "", "utf8")) as SleeperJob;
const { dependencies, close } = await createContainer({
  settings: job.settings,
  definitions: job.definitions,
  logger: createLogger({ clock: systemClock, sink: { out: () => undefined, err: () => undefined } }),
  migrationsDir: path.resolve("prisma/migrations"),
  keepRegistrations: true,
});

let here = 0;
let wake: () => void = () => undefined;
const woken = new Promise<void>((resolve) => {
  wake = resolve;
});
async function sleepHere(): Promise<void> {
  here += 1;
  if (here === job.ids.length) {
    console.log("asleep");
    process.kill(process.pid, "SIGSTOP");
    wake();
  }
  await woken;
}

const { refreshes, registrations } = dependencies;
const deps: Dependencies = {
  ...dependencies,
  registrations: {
    ...registrations,
    byId: async (id) => {
      if (job.sleepsAt === "claimed" && here < job.ids.length) await sleepHere();
      return registrations.byId(id);
    },
  },
  refreshes: {
    ...refreshes,
    commit: async (...write) => {
      if (job.sleepsAt === "answered") await sleepHere();
      const done = await refreshes.commit(...write);
      console.log(`late write: ${done}`);
      return done;
    },
    fail: async (...write) => {
      const done = await refreshes.fail(...write);
      console.log(`late write: ${done}`);
      return done;
    },
  },
};

const work = job.ids.map((connectionId) => refreshConnection(deps, { connectionId, trigger: "reader", ifGeneration: null }));
const results = await Promise.all(work);
console.log(`results: ${JSON.stringify(results.map((result) => (result.ok ? result.value.generation : result.error.code)))}`);
await close();
