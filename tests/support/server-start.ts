import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Child, startChild } from "./child";

export type ServerStart = Child & { readonly home: string };

/** Starts the built server with these settings and nothing else of ours; `await using` ends it and removes its folder. */
export async function startServer(env: Readonly<Record<string, string>>): Promise<ServerStart> {
  const home = await mkdtemp(path.join(tmpdir(), "holdfast-start-"));
  const { PATH = "" } = process.env;
  const child = startChild(process.execPath, ["dist/server.js"], {
    env: { PATH, NODE_ENV: "production", TZ: "UTC", HOLDFAST_HOME: home, ...env },
  });
  const stop = async () => {
    await child.stop();
    await rm(home, { recursive: true, force: true });
  };
  return { ...child, home, [Symbol.asyncDispose]: stop };
}
