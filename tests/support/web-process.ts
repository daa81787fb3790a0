import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Settings } from "@/lib/runtime/settings";
import { freePort } from "@/lib/server/free-port";
import { ownEnvironment } from "./own-environment";

export type WebJob = {
  readonly settings: Settings;
  /** Where the marketplaces are found. */
  readonly sandboxOrigin: string;
};

/** What the process says once it listens; the framework says things of its own before that. */
export const READY = "the web process is ready";

export type WebProcess = AsyncDisposable & { readonly origin: string };

/** Starts a web process beside others on one database, without an engine of its own; the application must have been built. */
export async function startWebProcess({ settings, sandboxOrigin }: WebJob): Promise<WebProcess> {
  const port = await freePort(30_000 + Math.floor(Math.random() * 10_000), "localhost");
  const origin = `http://localhost:${port}`;
  const job: WebJob = { sandboxOrigin, settings: { ...settings, port, host: "localhost", appOrigin: origin } };
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/web-server.ts"], {
    env: { ...ownEnvironment(), TZ: "UTC", NODE_ENV: "production", HOLDFAST_TEST_JOB: JSON.stringify(job) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line === READY) break;
  }
  if (said.at(-1) !== READY) throw new Error(`the web process ended after it said ${said.join("; ") || "nothing"}`);
  return { origin, [Symbol.asyncDispose]: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  child.stdin?.end();
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}
