/**
 * `npm test`: everything that has to hold, in order. A failed step does not stop the next ones. With names as
 * arguments only those steps, for example `node tests/run.mjs unit doors`.
 *
 * The last line is `N passed, N failed`.
 */
import path from "node:path";
import { keepCounts } from "./runner/counts.mjs";
import { EXTRA_STEPS, STAGES } from "./runner/steps.mjs";

const root = path.resolve(import.meta.dirname, "..");
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

async function runStep(step, place) {
  console.log(`[${place}] ${step.says} ...`);
  const startedAt = performance.now();
  // Where nobody sees a screen, a long silence is taken for a standstill.
  const sign = setInterval(
    () => console.log(`[${place}] ${step.says}, still working after ${seconds(performance.now() - startedAt)}`),
    60_000,
  );
  const { passed, failures, table } = await step.run(root);
  clearInterval(sign);
  console.log(`[${place}] ${step.says}: ${passed} passed, ${failures.length} failed, ${seconds(performance.now() - startedAt)}`);
  if (table) console.log(`\n${table}\n`);
  for (const failure of failures) console.log(`\n  FAILED ${failure.name}\n${failure.reason.replace(/^/gm, "    ")}\n`);
  return { passed, failures };
}

const asked = process.argv.slice(2);
const known = [...STAGES.flat(2), ...EXTRA_STEPS];
const unknown = asked.filter((name) => !known.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step called ${unknown.join(", ")}. There are: ${known.map((step) => step.name).join(", ")}.`);
  process.exit(2);
}
const stages = asked.length > 0 ? known.filter((step) => asked.includes(step.name)).map((step) => [[step]]) : STAGES;
const steps = stages.flat(2);
const placeOf = (step) => `${steps.indexOf(step) + 1}/${steps.length}`;

// The steps know their files by names below this folder.
process.chdir(root);
const startedAt = performance.now();
const results = [];
for (const lanes of stages)
  await Promise.all(
    lanes.map(async (lane) => {
      for (const step of lane) results.push(await runStep(step, placeOf(step)));
    }),
  );

const failures = results.flatMap((result) => result.failures);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const tookMs = performance.now() - startedAt;
keepCounts(root, asked, { passed, failed: failures.map(({ name }) => name), seconds: Math.round(tookMs / 1000) });
console.log(`\nEverything took ${seconds(tookMs)}.`);
if (failures.length > 0) console.log(`Failed:\n${failures.map((failure) => `  ${failure.name}`).join("\n")}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
