import { expect, test } from "vitest";
import { faultPage } from "../../runner/fault-page.mjs";
import { FAULT_ROWS } from "../../runner/fault-rows.mjs";
import { faultTable, markdownTable, plainTable } from "../../runner/fault-table.mjs";

const report = (row: number | null, over: object = {}) => ({ row, says: "tries", n: 1000, result: "0 lost", ...over });
const ran = (title: string, status = "passed") => ({ title, status });
const everyRow = FAULT_ROWS.map(({ row }) => row);
const all = () => ({ reports: everyRow.map((row) => report(row)), tests: everyRow.map((row) => ran(`Fault ${row}: a`)) });

test("a row that was tested and reported stands with its figures", () => {
  const { reports, tests } = all();
  const { lines, missing } = faultTable(reports, tests);

  expect(missing).toEqual([]);
  expect(lines).toHaveLength(28);
  expect(lines[2]).toMatchObject({ row: 3, n: "1,000", result: "0 lost", ok: true });
});

test("a row can have several lines, and promises beside the rows come last", () => {
  const { reports, tests } = all();
  const { lines } = faultTable([report(null, { says: "beside" }), ...reports, report(2, { says: "again" })], tests);

  expect(lines.filter(({ row }) => row === 2).map(({ says }) => says)).toEqual(["tries", "again"]);
  expect(lines.at(-1)?.says).toBe("beside");
});

test("a row without a report, without a test or with a failed test is a failure", () => {
  const { reports, tests } = all();
  const silent = faultTable(
    reports.filter(({ row }) => row !== 5),
    tests,
  );
  const untested = faultTable(
    reports,
    tests.filter(({ title }) => title !== "Fault 6: a"),
  );
  const failed = faultTable(reports, [...tests, ran("Fault 7: b", "failed")]);

  expect(silent.missing).toEqual(["Fault 5: its test reported nothing"]);
  expect(untested.missing).toEqual(["Fault 6: it has no test"]);
  expect(failed.lines.filter(({ ok }) => !ok).map(({ row, result }) => [row, result])).toEqual([
    [7, "0 lost"],
    [7, "failed"],
  ]);
});

test("a failed test beside the rows stands as failed", () => {
  const { reports, tests } = all();

  expect(faultTable(reports, [...tests, ran("an outage blames nobody", "failed")]).lines.at(-1)).toMatchObject({
    says: "an outage blames nobody",
    result: "failed",
    ok: false,
  });
});

test("the terminal gets lined up columns, the page a table that a bar cannot break", () => {
  const { lines } = faultTable([report(1, { result: "a|b" })], [ran("Fault 1: a")]);

  expect(plainTable(lines).split("\n")[1]).toMatch(/^ 1 {2}tries +1,000 {2}a\|b$/);
  expect(markdownTable(lines)).toContain("| tries | 1,000 | a\\|b |");
});

test("the page says how to run it, on what it ran and how it ended", () => {
  const { lines } = faultTable([], []);
  const page = faultPage(lines, { passed: 3, failed: 1, date: "2026-01-02", cores: 2, seconds: 61.4, long: false });

  expect(page).toContain("HOLDFAST_FAULTS=long npm run test:faults");
  expect(page).toContain("2026-01-02, the short form, 2 processor cores, 61 seconds: 3 passed, 1 failed.");
});
