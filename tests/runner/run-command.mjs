import { spawn } from "node:child_process";

/** A quiet child: no colours in captured output, no questions, no news from the tools' makers. */
const QUIET = { CI: "1", NO_COLOR: "1", FORCE_COLOR: "0", NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1" };

/** A step that takes longer than this hangs. */
const LIMIT_MS = 15 * 60_000;

/**
 * Runs a program with this Node and captures what it writes.
 *
 * @param limitMs after which it is ended
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runCommand(root, [program, ...args], limitMs = LIMIT_MS) {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...process.env, ...QUIET },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
  const stop = () => child.kill("SIGTERM");
  const limit = setTimeout(() => {
    chunks.push(Buffer.from(`\nIt did not end within ${limitMs / 60_000} minutes.\n`));
    stop();
  }, limitMs);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
  return new Promise((resolve) => {
    const end = (ok, extra = "") => {
      clearTimeout(limit);
      for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, stop);
      resolve({ ok, output: Buffer.concat(chunks).toString() + extra });
    };
    child.once("error", (error) => end(false, error.message));
    child.once("close", (code) => end(code === 0));
  });
}
