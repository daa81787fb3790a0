import path from "node:path";
import { systemClock } from "@/lib/adapters/system/clock";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { withLookalike } from "@/lib/runtime/compose-definitions";
import { createContainer } from "@/lib/runtime/container";
import { createLogger } from "@/lib/runtime/logger";
import { lookalikeBases } from "@/lib/sandbox/lookalike-bases";
import { refreshConnection } from "@/lib/services/refresh-connection";
import type { RefresherJob } from "./refresher-process";

/**
 * A process of its own with its own container: waits for a line on standard input, then lets many
 * callers ask for the same refresh at once, and writes how they fared.
 */
const job = JSON.parse(process.env["HOLDFAST_TEST_JOB"] ?? "{}") as RefresherJob;
const definitions = withLookalike(CATALOGUE, (definition) => lookalikeBases(definition, job.sandboxOrigin));
const container = await createContainer({
  settings: job.settings,
  definitions,
  logger: createLogger({ clock: systemClock, sink: { out: () => undefined, err: () => undefined } }),
  migrationsDir: path.resolve("prisma/migrations"),
});

console.log("ready");
for await (const chunk of process.stdin) {
  for (const line of String(chunk).split("\n").filter(Boolean)) {
    if (line === "end") {
      await container.close();
      process.exit(0);
    }
    const ifGeneration = Number(line);
    const results = await Promise.all(
      Array.from({ length: job.callers }, () =>
        refreshConnection(container.dependencies, { connectionId: job.connectionId, trigger: "reader", ifGeneration }),
      ),
    );
    console.log(
      JSON.stringify({
        ok: results.filter((r) => r.ok).length,
        generations: [...new Set(results.map((r) => (r.ok ? r.value.generation : r.error.code)))],
      }),
    );
  }
}
