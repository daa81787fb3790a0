import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { systemClock } from "@/lib/adapters/system/clock";
import type { JournalPlace } from "@/lib/core/ports/journal";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { createContainer } from "@/lib/runtime/container";
import { createLogger } from "@/lib/runtime/logger";
import type { Settings } from "@/lib/runtime/settings";
import type { Dependencies } from "@/lib/services/dependencies";
import { noticeRestore } from "@/lib/services/notice-restore";
import { recoverJournal } from "@/lib/services/recover-journal";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { startEngine } from "@/lib/worker/engine";
import { engineOptions } from "@/lib/worker/engine-options";
import type { Order, StopPoint } from "./kill-worker";

/**
 * A worker as it is shipped, in a process of its own that a test kills. Orders come as lines of JSON on standard input.
 * Its ports are wrapped so that a renewal can be made to stand still at a point; nothing else knows of it.
 */
const file = process.env["HOLDFAST_TEST_JOB"] ?? "";
const job = JSON.parse(readFileSync(file, "utf8")) as {
  readonly settings: Settings;
  readonly definitions: readonly ProviderDefinition[];
};
const say = (line: string) => void process.stdout.write(`${line}\n`);
say("loaded");
const words = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
await words.next();
const container = await createContainer({
  ...job,
  logger: createLogger({
    clock: systemClock,
    sink: { out: () => undefined, err: (line) => void process.stderr.write(`${line}\n`) },
  }),
  migrationsDir: path.resolve("prisma/migrations"),
  keepRegistrations: true,
});
const { dependencies } = container;

let stopAt: StopPoint | null = null;
/** Tells that a renewal has come this far, and never goes on. */
async function pass(point: StopPoint): Promise<void> {
  if (stopAt !== point) return;
  say(`at ${point}`);
  await new Promise<never>(() => undefined);
}

const stoppable = (place: JournalPlace): JournalPlace => ({
  ...place,
  keep: async (entry) => {
    await pass("not_kept");
    await place.keep(entry);
    say(`reply kept ${entry.connectionId}`);
    await pass("kept");
  },
});
const { provider, refreshes, journal } = dependencies;
const deps: Dependencies = {
  ...dependencies,
  provider: {
    ...provider,
    refresh: async (input) => {
      await pass("not_sent");
      return provider.refresh(input);
    },
  },
  journal: {
    ...journal,
    reserve: async () => {
      const place = await journal.reserve();
      return place && stoppable(place);
    },
  },
  refreshes: {
    ...refreshes,
    commit: async (...input) => {
      await pass("not_committed");
      const done = await refreshes.commit(...input);
      await pass("committed");
      return done;
    },
  },
};

const renewAll = (ids: readonly string[]) =>
  Promise.all(
    ids.map((connectionId) =>
      refreshConnection(deps, { connectionId, trigger: "reader", ifGeneration: null }).catch(() => ({ ok: false as const })),
    ),
  );

async function obey(order: Order): Promise<void> {
  stopAt = order.stopAt;
  say("begun");
  const results = await renewAll(order.ids);
  say(`done ${results.filter(({ ok }) => ok).length}`);
}

await recoverJournal(deps);
await noticeRestore(deps);
const options = engineOptions(container, job.settings, "worker");
startEngine(dependencies, { ...options, everyMs: 150 });
say("ready");
for (let word = await words.next(); !word.done; word = await words.next()) void obey(JSON.parse(word.value) as Order);
