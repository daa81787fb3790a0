import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Runs a module in a process that may not write files beyond so many bytes (`RLIMIT_FSIZE`, setrlimit(2)): the system
 * refuses to write, as it does on a full disk.
 *
 * @returns what it wrote to standard output @throws {Error} with its complaints when it failed
 */
export async function onAFullDisk(
  module: string,
  bytes: number,
  env: Readonly<Record<string, string>>,
  input = "",
): Promise<string> {
  const blocks = Math.floor(bytes / 1024);
  const child = spawn("bash", ["-c", `ulimit -f ${blocks}; exec "$0" --import tsx "$1"`, process.execPath, module], {
    env: { ...process.env, TSX_DISABLE_CACHE: "1", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let [out, complaints] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`it ended with ${code}:\n${out}\n${complaints}`);
  return out;
}
