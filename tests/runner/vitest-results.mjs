import { existsSync, readFileSync } from "node:fs";

/**
 * Reads vitest's JSON report.
 *
 * A skipped test counts as failed: what did not run proves nothing. So does a file that could not be loaded, and a
 * run that ended badly with every test green (an error outside of any test).
 *
 * @param {string} file the report
 * @param {{ ok: boolean, output: string }} run how the command ended
 * @returns {{ passed: number, failures: { name: string, reason: string }[] }}
 */
export function readVitestResults(file, run) {
  if (!existsSync(file)) return { passed: 0, failures: [{ name: "the tests did not start", reason: tail(run.output) }] };
  const report = JSON.parse(readFileSync(file, "utf8"));
  const tests = report.testResults.flatMap((suite) => suite.assertionResults);
  const failures = [
    ...tests.filter((test) => test.status !== "passed").map(describeTest),
    ...report.testResults.flatMap(describeBrokenFile),
  ];
  const passed = tests.length - tests.filter((test) => test.status !== "passed").length;
  if (tests.length === 0 && failures.length === 0) failures.push({ name: "there are no tests", reason: tail(run.output) });
  if (!run.ok && failures.length === 0) failures.push({ name: "an error outside of any test", reason: strayErrors(run.output) });
  return { passed, failures };
}

function describeTest(test) {
  const reason = test.status === "failed" ? (test.failureMessages ?? []).join("\n") : `it was not run (${test.status})`;
  return { name: test.fullName, reason: head(reason) };
}

function describeBrokenFile(suite) {
  const explained = suite.assertionResults.some((test) => test.status === "failed");
  if (suite.status !== "failed" || explained) return [];
  return [{ name: suite.name, reason: head(suite.message || "it could not be loaded") }];
}

/** Frames inside packages say nothing about the failure. */
const head = (text) =>
  text
    .split("\n")
    .filter((line) => !line.includes("node_modules"))
    .slice(0, 25)
    .join("\n");
/** What vitest says at the end about errors that no test caught; its list of tests stands before that. */
const strayErrors = (output) => {
  const at = output.indexOf("Unhandled Error");
  return at < 0 ? tail(output) : head(output.slice(at));
};
const tail = (text) => text.trimEnd().split("\n").slice(-40).join("\n");
