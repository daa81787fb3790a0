import path from "node:path";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/runner/longest-first";

const alias = { "@": path.resolve(import.meta.dirname) };
/** Projects that use different numbers of workers cannot share a group, so that several can be asked for at once. */
const ORDER = [
  "unit",
  "architecture",
  "integration",
  "timed",
  "tools",
  "faults",
  "faults-alone",
  "screens",
  "quality",
  "journeys",
  "pages",
  "admin",
];
const project = (name: string, extra: Record<string, unknown> = {}) => ({
  resolve: { alias },
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`, `tests/${name}/**/*.test.tsx`],
    environment: "node" as const,
    sequence: { groupOrder: ORDER.indexOf(name) },
    ...extra,
  },
});

/**
 * Files of one worker share what they import: half of a run would go into importing the same house a hundred times.
 * Nothing of ours keeps state in a module, and the next file finds out when something does. Only the started application
 * and the browser are kept on purpose (tests/support/app.ts, tests/support/chromium.ts).
 */
const shared = { isolate: false, maxWorkers: 2 };
/** Tests with a real server behind them: one server for the run, a database for each test. */
const withServer = { globalSetup: ["tests/support/postgres-setup.ts"], testTimeout: 60_000, hookTimeout: 120_000 };
/** One file at a time, so that timings mean something on two cores. */
const alone = { ...withServer, fileParallelism: false };
/** Whatever measures time, or races in several processes. */
const TIMED = [
  "tests/integration/http/**/*.test.ts",
  "tests/integration/refresh/judging.test.ts",
  "tests/integration/refresh/two-processes.test.ts",
  "tests/integration/door/sign-in-time.test.ts",
  "tests/integration/door/other-sellers.test.ts",
];

/** A fault test does the same thing hundreds of times; its long form thousands of times. */
const FAULT_LIMIT_MS = (process.env["HOLDFAST_FAULTS"] === "long" ? 300 : 5) * 60_000;
const faults = { ...withServer, isolate: false, testTimeout: FAULT_LIMIT_MS, hookTimeout: 180_000 };
/** Faults whose figure is a time or a rate: nothing else may use the cores meanwhile. */
const TIMED_FAULTS = ["fair-queue", "sweep", "wrong-clock", "slow-down"].map((name) => `tests/faults/${name}.test.ts`);

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // A forgotten time zone fails loudly at +05:45.
    env: { TZ: "Asia/Kathmandu" },
    // A failure says all it knows: on a machine elsewhere nobody can ask again.
    chaiConfig: { truncateThreshold: 0 },
    projects: [
      project("unit", { ...shared, setupFiles: ["tests/support/fail-on-console.ts"], env: { TZ: "Asia/Kathmandu" } }),
      project("architecture", { testTimeout: 120_000 }),
      project("integration", { ...withServer, ...shared, exclude: TIMED }),
      project("timed", { ...alone, isolate: false, include: TIMED }),
      project("tools", { ...withServer, ...shared }),
      project("faults", { ...faults, maxWorkers: 2, exclude: TIMED_FAULTS }),
      project("faults-alone", { ...faults, fileParallelism: false, include: TIMED_FAULTS }),
      project("screens", { ...alone, testTimeout: 300_000, hookTimeout: 180_000 }),
      project("quality", { ...alone, testTimeout: 15 * 60_000, hookTimeout: 300_000 }),
      project("journeys", { ...withServer, ...shared, testTimeout: 90_000, hookTimeout: 180_000 }),
      project("admin", { ...withServer, ...shared, testTimeout: 90_000, hookTimeout: 180_000 }),
      project("pages", { ...withServer, ...shared, testTimeout: 90_000, hookTimeout: 180_000 }),
    ],
  },
});
