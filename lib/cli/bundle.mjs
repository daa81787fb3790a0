import { readdirSync } from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";

/**
 * Makes the entry points outside of the framework runnable by plain Node: `dist/server.js`, `dist/worker.js` and one file per command.
 * Packages stay packages.
 *
 * @returns {Promise<string | null>} what went wrong, null when nothing did
 */
export async function bundle(root) {
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: entryPoints(root),
      outdir: "dist",
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20.19",
      packages: "external",
      sourcemap: true,
      logLevel: "silent",
    });
    return null;
  } catch (error) {
    return error.message;
  } finally {
    // Its helper process would keep this one alive.
    await esbuild.stop();
  }
}

function entryPoints(root) {
  const names = readdirSync(path.join(root, "lib/cli")).filter((name) => name.endsWith(".ts"));
  const commands = names.map((name) => ({ in: `lib/cli/${name}`, out: name.replace(/\.ts$/, "") }));
  return [{ in: "lib/server/main.ts", out: "server" }, { in: "lib/worker/main.ts", out: "worker" }, ...commands];
}
