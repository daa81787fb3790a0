import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { runCommand } from "./run-command.mjs";
import { runFaults } from "./run-faults.mjs";
import { readVitestResults } from "./vitest-results.mjs";

const bin = {
  prisma: "node_modules/prisma/build/index.js",
  next: "node_modules/next/dist/bin/next",
  tsc: "node_modules/typescript/bin/tsc",
  biome: "node_modules/@biomejs/biome/bin/biome",
  depcruise: "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
  vitest: "node_modules/vitest/vitest.mjs",
};

/** A step that is one yes or no: it counts as one test. */
const check = (name, says, ...commands) => ({ name, says, run: (root) => runChecks(root, says, commands) });
/** A step that is many tests. */
const tests = (name, says, limitMs) => ({ name, says, run: (root) => runTests(root, name, { limitMs }) });

const TYPES = check("types", "the types are right", [bin.next, "typegen"], [bin.tsc, "--noEmit"]);
const LINT = check("lint", "format and lint", [bin.biome, "check", "."]);
const DOORS = check("doors", "nobody goes through a wall", [
  bin.depcruise,
  "--config",
  ".dependency-cruiser.mjs",
  "app",
  "components",
  "lib",
]);
const HOUSE_RULES = tests("architecture", "rules of the house");

/**
 * Everything `npm test` runs, in order: what is cheap and often wrong comes first. Each stage is a list of lanes that
 * run side by side, each lane a list of steps one after the other: the compiler uses one core only.
 */
export const STAGES = [
  [[check("generate", "the database client is generated", [bin.prisma, "generate"])]],
  [[TYPES], [LINT, DOORS, HOUSE_RULES]],
  [[tests("unit", "unit tests")]],
  [[check("build", "the build", ["lib/cli/build.mjs"])]],
  [[tests("integration", "tests with a real PostgreSQL")]],
  [[tests("timed", "tests that measure time or race on purpose")]],
  [[tests("journeys", "journeys in a real browser")]],
];

/** Ten minutes on two quiet cores, and more on a machine that does other things; the long form takes its time. */
const FAULTS_LIMIT_MS = (process.env["HOLDFAST_FAULTS"] === "long" ? 12 * 60 : 40) * 60_000;

/** Five looks at each page, each in a browser of its own. */
const QUALITY_LIMIT_MS = 40 * 60_000;

/** Run only when they are asked for: what takes longer than one waits for, and what writes into docs. */
export const EXTRA_STEPS = [
  tests("pages", "every page in every form"),
  tests("admin", "what admins see and do"),
  tests("tools", "the command line of the database and the build"),
  tests("screens", "pictures of every screen"),
  tests("quality", "how fast pages are on a phone", QUALITY_LIMIT_MS),
  {
    name: "faults",
    says: "what is broken on purpose",
    run: (root) =>
      runFaults(root, () => runTests(root, "faults", { projects: ["faults", "faults-alone"], limitMs: FAULTS_LIMIT_MS })),
  },
];

async function runChecks(root, says, commands) {
  for (const command of commands) {
    const { ok, output } = await runCommand(root, command);
    if (!ok) return { passed: 0, failures: [{ name: says, reason: output.trimEnd().split("\n").slice(-60).join("\n") }] };
  }
  return { passed: 1, failures: [] };
}

async function runTests(root, name, { projects = [name], limitMs } = {}) {
  const report = path.join("tests/results", `${name}.json`);
  if (existsSync(path.join(root, report))) rmSync(path.join(root, report));
  const args = [
    bin.vitest,
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--allowOnly=false",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  return readVitestResults(path.join(root, report), await runCommand(root, args, limitMs));
}
