import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readVitestResults } from "../../runner/vitest-results.mjs";

let file = "";
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), "holdfast results ")), "report.json");
});
afterEach(() => rmSync(path.dirname(file), { recursive: true }));

const suite = (status: string, tests: readonly object[], message = "") => ({
  name: "a.test.ts",
  status,
  message,
  assertionResults: tests,
});
const write = (...suites: object[]) => writeFileSync(file, JSON.stringify({ testResults: suites }));
const good = { status: "passed", fullName: "good" };

test("passed and failed tests are counted, and a failure keeps its name and reason", () => {
  write(suite("failed", [good, { status: "failed", fullName: "bad", failureMessages: ["Error: no\n    at node_modules/x"] }]));

  expect(readVitestResults(file, { ok: false, output: "" })).toEqual({
    passed: 1,
    failures: [{ name: "bad", reason: "Error: no" }],
  });
});

test("a skipped test counts as failed", () => {
  write(suite("passed", [good, { status: "skipped", fullName: "left out" }]));

  expect(readVitestResults(file, { ok: true, output: "" }).failures).toEqual([
    { name: "left out", reason: "it was not run (skipped)" },
  ]);
});

test("a file that cannot be loaded counts as one failure", () => {
  write(suite("failed", [], "Cannot find module"), suite("passed", [good]));

  expect(readVitestResults(file, { ok: false, output: "" })).toEqual({
    passed: 1,
    failures: [{ name: "a.test.ts", reason: "Cannot find module" }],
  });
});

test("a run that ended badly with every test green counts as one failure", () => {
  write(suite("passed", [good]));

  expect(readVitestResults(file, { ok: false, output: "Unhandled rejection" }).failures).toEqual([
    { name: "an error outside of any test", reason: "Unhandled rejection" },
  ]);
});

test("an error outside of any test is told without the list of tests before it", () => {
  write(suite("passed", [good]));
  const output = `${"✓ good\n".repeat(80)}⎯ Unhandled Errors ⎯\nError: socket hang up\n    at node_modules/x\n at tests/a.ts:3\n${"more\n".repeat(40)}`;

  const [failure] = readVitestResults(file, { ok: false, output }).failures;

  expect(failure?.reason).toMatch(/^Unhandled Errors ⎯\nError: socket hang up\n at tests\/a\.ts:3\nmore/);
  expect(failure?.reason.split("\n").length).toBeLessThanOrEqual(25);
});

test("a run that wrote no report or ran no test counts as one failure", () => {
  expect(readVitestResults(file, { ok: false, output: "install PostgreSQL" }).failures).toEqual([
    { name: "the tests did not start", reason: "install PostgreSQL" },
  ]);
  write();
  expect(readVitestResults(file, { ok: true, output: "" }).failures).toHaveLength(1);
});
