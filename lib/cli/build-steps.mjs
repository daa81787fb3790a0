import path from "node:path";
import { bundle } from "./bundle.mjs";
import { compressBuilt } from "./compress-built.mjs";
import { runTool } from "./run-tool.mjs";
import { hashOf, readStamp, writeStamp } from "./stamp.mjs";

const CONFIG = ["package-lock.json", "tsconfig.json"];
const ENGINE = ["lib", "prisma/schema.prisma", "prisma/models"];

/** What is built, in order, and the sources that make it old. */
const STEPS = [
  {
    name: "client",
    says: "Preparing the database client",
    sources: ["prisma/schema.prisma", "prisma/models", "prisma.config.ts", "package-lock.json"],
    product: "lib/adapters/db/generated/client.ts",
    run: (root) => runTool(root, "prisma/build/index.js", ["generate"]),
  },
  {
    name: "pages",
    says: "Building the pages (about a minute, once)",
    sources: ["app", "components", "public", "next.config.mjs", "postcss.config.mjs", ...ENGINE, ...CONFIG],
    product: ".next/BUILD_ID",
    run: async (root) => {
      const failed = await runTool(root, "next/dist/bin/next", ["build"]);
      if (!failed) compressBuilt(path.join(root, ".next/static"));
      return failed;
    },
  },
  {
    name: "server",
    says: "Building the server",
    sources: [...ENGINE, ...CONFIG],
    product: "dist/server.js",
    run: (root) => bundle(root),
  },
];

/**
 * Builds what is missing or older than its sources.
 *
 * @param {string} root the project's folder
 * @param {{ pages: boolean, force?: boolean, quiet?: boolean }} options without `pages` they are left to the framework's development mode
 * @returns {Promise<{ ok: true, steps: number } | { ok: false, reason: string }>} `steps`: how many had to run
 */
export async function build(root, options) {
  let ran = 0;
  for (const step of STEPS) {
    if (step.name === "pages" && !options.pages) continue;
    const hash = hashOf(root, step.sources);
    if (!options.force && readStamp(root, step) === hash) continue;
    const startedAt = performance.now();
    if (!options.quiet) console.log(`${step.says} ...`);
    const failed = await step.run(root);
    if (failed) return { ok: false, reason: `${failed}\n${step.says}: failed.` };
    if (!options.quiet) console.log(`${step.says}: done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    writeStamp(root, step, hash);
    ran += 1;
  }
  return { ok: true, steps: ran };
}
