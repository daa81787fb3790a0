import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

export type Child = {
  readonly pid: number;
  /** Everything it has written so far, both streams in order of arrival. */
  readonly output: () => string;
  /** Resolves with the match once its output matches. Rejects when it ends first or after `timeoutMs`. */
  readonly waitFor: (pattern: RegExp, timeoutMs?: number) => Promise<RegExpMatchArray>;
  /** Resolves with its exit code, or its signal, once it has ended. */
  readonly ended: Promise<number | string>;
  /** Asks it to end, insists after `graceMs`, and resolves when it is gone. */
  readonly stop: (signal?: NodeJS.Signals, graceMs?: number) => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Starts a process of our own. It is only ever ended by its own id. */
export function startChild(command: string, args: readonly string[], options: SpawnOptions = {}): Child {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const pid = child.pid;
  // The reason (no such file, no permission) follows as an event, and is reported by `ended`.
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code ?? signal ?? "ended"));
  });
  const stop: Child["stop"] = (signal = "SIGTERM", graceMs = 5000) => stopProcess(child, ended, signal, graceMs);
  return {
    pid: pid ?? -1,
    output: () => text,
    waitFor: (pattern, ms = 30_000) => waitForOutput(() => text, ended, pattern, ms),
    ended,
    stop,
    [Symbol.asyncDispose]: () => stop(),
  };
}

async function stopProcess(child: ChildProcess, ended: Promise<unknown>, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const insist = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await ended;
  clearTimeout(insist);
}

async function waitForOutput(
  output: () => string,
  ended: Promise<number | string>,
  pattern: RegExp,
  timeoutMs: number,
): Promise<RegExpMatchArray> {
  let outcome: number | string | null = null;
  void ended.then((value) => (outcome = value));
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const match = output().match(pattern);
    if (match) return match;
    if (outcome !== null) throw new Error(`it ended with ${outcome} before it wrote ${pattern}:\n${output()}`);
    if (Date.now() > deadline) throw new Error(`it did not write ${pattern} within ${timeoutMs} ms:\n${output()}`);
    await sleep(20);
  }
}
