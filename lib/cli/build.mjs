/** `npm run build`: builds what is missing or old. With `--force` everything. */
import path from "node:path";
import { nodeProblem } from "./node-version.mjs";

const problem = nodeProblem(process.version);
if (problem) {
  console.error(problem);
  process.exit(1);
}

const { build } = await import("./build-steps.mjs");
const root = path.resolve(import.meta.dirname, "../..");
const built = await build(root, { pages: true, force: process.argv.includes("--force") });
if (!built.ok) {
  console.error(built.reason);
  process.exit(1);
}
console.log(built.steps === 0 ? "Up to date." : "Built.");
