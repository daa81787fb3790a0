import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { faultPage } from "./fault-page.mjs";
import { faultTable, plainTable } from "./fault-table.mjs";

const REPORTS = "tests/results/faults.jsonl";

/**
 * Runs the fault tests and puts what they counted into a table: on the terminal and in `docs/faults.md`.
 *
 * @param {string} root
 * @param {() => Promise<{ passed: number, failures: { name: string, reason: string }[] }>} runTests
 */
export async function runFaults(root, runTests) {
  const reports = path.join(root, REPORTS);
  mkdirSync(path.dirname(reports), { recursive: true });
  rmSync(reports, { force: true });
  const startedAt = performance.now();
  const { passed, failures } = await runTests();
  const suites = readSuites(path.join(root, "tests/results/faults.json"));
  const { lines, missing } = faultTable(
    readReports(reports),
    suites.flatMap((suite) => suite.assertionResults),
  );
  const silent = missing.map((name) => ({ name, reason: "each row of the table has a test that says what it counted" }));
  const run = {
    passed,
    failed: failures.length + silent.length,
    date: new Date().toISOString().slice(0, 10),
    cores: availableParallelism(),
    seconds: (performance.now() - startedAt) / 1000,
    long: process.env["HOLDFAST_FAULTS"] === "long",
  };
  writeFileSync(path.join(root, "docs/faults.md"), faultPage(lines, run));
  return { passed, failures: [...failures, ...silent], table: `${plainTable(lines)}\n\n${slowest(suites)}` };
}

const readReports = (file) =>
  existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line))
    : [];

const readSuites = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).testResults : []);

/** What to look at when the short form becomes too long. */
const slowest = (suites) => {
  const seconds = ({ startTime, endTime }) => (endTime - startTime) / 1000;
  const files = [...suites].sort((one, other) => seconds(other) - seconds(one)).slice(0, 8);
  return [
    "What took longest:",
    ...files.map((suite) => `${seconds(suite).toFixed(0).padStart(5)} s  ${path.basename(suite.name)}`),
  ].join("\n");
};
