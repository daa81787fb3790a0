/**
 * Several test runs one after the other, and one last line `N passed, N failed` over all of them. A failed run does not
 * stop the next one. Arguments are names of npm scripts: `node tests/run-several.mjs test test:pages`.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { forgetCounts, keptCounts } from "./runner/counts.mjs";

const root = path.resolve(import.meta.dirname, "..");
const scripts = process.argv.slice(2);
forgetCounts(root);
const broken = scripts.filter(
  (script) => spawnSync("npm", ["run", "--silent", script], { cwd: root, stdio: "inherit" }).status !== 0,
);

const counts = keptCounts(root);
const failed = counts.flatMap((run) => run.failed);
// A run that ended badly before it could count is a failure that nobody counted.
const unheard = broken.filter(
  (script) => !counts.some(({ name, failed: own }) => name === script.replace(/^test:/, "") && own.length > 0),
);
console.log(`\n${counts.map(({ name, seconds }) => `${name} took ${seconds} s`).join(", ")}.`);
for (const name of [...failed, ...unheard]) console.log(`  FAILED ${name}`);
const bad = failed.length + unheard.length;
console.log(`${counts.reduce((sum, { passed }) => sum + passed, 0)} passed, ${bad} failed`);
process.exitCode = bad > 0 || broken.length > 0 ? 1 : 0;
