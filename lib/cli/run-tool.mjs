import { spawn } from "node:child_process";
import path from "node:path";

/** Tools that would ask their makers for news stay silent. */
const SILENT = { NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", NODE_ENV: "production" };

/**
 * Runs a package's program by this Node, not by the shell: no PATH, no quoting, no install script needed.
 *
 * @returns {Promise<string | null>} what it wrote when it failed, null when it succeeded
 */
export function runTool(root, program, args) {
  const child = spawn(process.execPath, [path.join(root, "node_modules", program), ...args], {
    cwd: root,
    env: { ...process.env, ...SILENT },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => written.push(chunk));
  const forget = forwardSignals(child);
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => {
      forget();
      resolve(code === 0 ? null : Buffer.concat(written).toString());
    });
  });
}

/** A stop while a tool works stops the tool as well. */
function forwardSignals(child) {
  const stop = (signal) => {
    child.kill(signal);
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return () => {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  };
}
