import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import type { Settings } from "@/lib/runtime/settings";

/**
 * Where a renewal can be made to stand still: before the request leaves, before the reply is in the journal, once it is,
 * and before and after the write to the database.
 */
export type StopPoint = "not_sent" | "not_kept" | "kept" | "not_committed" | "committed";
/** Renew these at once. */
export type Order = { readonly ids: readonly string[]; readonly stopAt: StopPoint | null };

const FOLDER = path.resolve("tests/results");
let made = 0;
/** What the database calls a worker's sessions. */
export const SESSIONS = "killable";

export type KillWorker = {
  readonly pid: number;
  readonly order: (order: Order) => void;
  /** Resolves when so many lines match, with the last of them. */
  readonly lines: (pattern: RegExp, many?: number, timeoutMs?: number) => Promise<string>;
  /** Connections whose reply is in the journal, since the last order. */
  readonly kept: () => ReadonlySet<string>;
  /** SIGKILL: no handler runs, nothing is flushed. Resolves when the process is gone. */
  readonly kill: () => Promise<void>;
};

/** It has read its program and waits for the word. */
type Started = KillWorker & { readonly begin: () => void };

export type KillWorkers = AsyncDisposable & { readonly start: () => Promise<KillWorker> };

/** Bundles the worker once, so that a process costs half a second, and starts as many of it as a test likes. */
export async function killWorkers(job: {
  readonly settings: Settings;
  readonly definitions: readonly ProviderDefinition[];
}): Promise<KillWorkers> {
  made += 1;
  const name = `killable-${process.pid}-${made}`;
  const [program, jobFile] = [path.join(FOLDER, `${name}.mjs`), path.join(FOLDER, `${name}.json`)];
  await build({
    entryPoints: [path.resolve("tests/support/killable.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    // Packages too: one file is read in half the time that all of theirs take.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    external: ["@electric-sql/pglite"],
    logLevel: "silent",
  });
  const url = new URL(job.settings.databaseUrl ?? "");
  url.searchParams.set("application_name", SESSIONS);
  writeFileSync(jobFile, JSON.stringify({ ...job, settings: { ...job.settings, databaseUrl: url.href } }), { mode: 0o600 });
  const living = new Set<Started>();
  const load = (): Started => {
    const worker = startOne(program, jobFile, () => living.delete(worker));
    living.add(worker);
    return worker;
  };
  let next = load();
  return {
    // The next process reads its program while this one works: it has not looked at anything yet.
    start: async () => {
      const worker = next;
      next = load();
      await worker.lines(/^loaded$/m, 1, 60_000);
      worker.begin();
      await worker.lines(/^ready$/m, 1, 60_000);
      return worker;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...living].map((worker) => worker.kill()));
      for (const file of [program, jobFile]) rmSync(file, { force: true });
    },
  };
}

function startOne(program: string, jobFile: string, gone: () => void): Started {
  // It lives for a second: optimising the database client's program would cost more than it could bring.
  const child = spawn(process.execPath, ["--liftoff-only", program], {
    env: { ...process.env, HOLDFAST_TEST_JOB: jobFile },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let written = "";
  let complained = "";
  let seen = 0;
  const watchers = new Set<() => void>();
  const wake = () => {
    for (const look of watchers) look();
  };
  child.stdout.on("data", (chunk: Buffer) => {
    written += chunk.toString();
    wake();
  });
  child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString()));
  child.stdin.on("error", () => undefined);
  const ended = once(child, "exit").then(() => {
    gone();
    wake();
  });
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? -1,
    begin: () => void child.stdin.write("begin\n"),
    order: (order) => {
      seen = written.length;
      child.stdin.write(`${JSON.stringify(order)}\n`);
    },
    lines: (pattern, many = 1, timeoutMs = 30_000) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) =>
          finish(() => reject(new Error(`${why}: ${pattern}\n${written.slice(seen)}\n${complained.slice(-4000)}`)));
        const timer = setTimeout(() => fail("it did not write in time"), timeoutMs);
        const finish = (then: () => void) => {
          clearTimeout(timer);
          watchers.delete(look);
          then();
        };
        const look = () => {
          const found = written
            .slice(seen)
            .split("\n")
            .filter((line) => pattern.test(line));
          if (found.length >= many) finish(() => resolve(found.at(-1) ?? ""));
          else if (isOver()) fail("it ended before it wrote");
        };
        watchers.add(look);
        look();
      }),
    kept: () => new Set([...written.slice(seen).matchAll(/^reply kept (.+)$/gm)].map(([, id]) => String(id))),
    kill: async () => {
      if (!isOver()) child.kill("SIGKILL");
      await ended;
    },
  };
}
