import path from "node:path";
import { systemClock } from "@/lib/adapters/system/clock";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { withLookalike } from "@/lib/runtime/compose-definitions";
import { createContainer } from "@/lib/runtime/container";
import { installRuntime } from "@/lib/runtime/current";
import { createLogger } from "@/lib/runtime/logger";
import { lookalikeBases } from "@/lib/sandbox/lookalike-bases";
import { startHttpServer } from "@/lib/server/start-http-server";
import { READY, type WebJob } from "./web-process";

/** The built application in a process of its own, at marketplaces that somebody else runs: waits until its standard input ends. */
const { settings, sandboxOrigin } = JSON.parse(process.env["HOLDFAST_TEST_JOB"] ?? "{}") as WebJob;
process.env["NEXTAUTH_URL"] = settings.appOrigin;
process.env["NEXTAUTH_SECRET"] = settings.authSecret;
const silent = { out: () => undefined, err: () => undefined };
const logger = createLogger({ clock: systemClock, sink: silent });
const container = await createContainer({
  settings,
  definitions: withLookalike(CATALOGUE, (definition) => lookalikeBases(definition, sandboxOrigin)),
  logger,
  migrationsDir: path.resolve("prisma/migrations"),
  keepRegistrations: true,
});
installRuntime(container.runtime);
const { appOrigin, host, port, trustProxy } = settings;
const server = await startHttpServer({ port, host, dev: false, dir: process.cwd(), appOrigin, trustProxy, logger });

console.log(READY);
for await (const _ of process.stdin);
await server.close();
await container.close();
process.exit(0);
