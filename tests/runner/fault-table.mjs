import { FAULT_ROWS } from "./fault-rows.mjs";

const HEAD = ["#", "Fault", "Right behaviour", "What was counted", "N", "Result"];

/**
 * Puts what the fault tests reported beside the rows of the failure matrix. A row without a report, without a test or
 * with a failed one is a failure, whatever was reported about it.
 *
 * @param {readonly { row: number | null, says: string, n: number, result: string }[]} reports in the order in which they came
 * @param {readonly { title: string, status: string }[]} tests what ran, by its own name
 * @returns {{ lines: { row: number | null, fault: string, right: string, says: string, n: string, result: string, ok: boolean }[], missing: string[] }}
 */
export function faultTable(reports, tests) {
  const failed = tests.filter(({ status }) => status !== "passed");
  const rows = FAULT_ROWS.flatMap((row) => linesOf(row, reports, tests));
  const others = reports
    .filter(({ row }) => row === null)
    .map(({ says, n, result }) => ({ row: null, fault: "", right: "", says, n: count(n), result, ok: true }));
  const silent = failed
    .filter(({ title }) => rowOf(title) === null)
    .map(({ title }) => ({ row: null, fault: "", right: "", says: title, n: "", result: "failed", ok: false }));
  const missing = rows.filter(({ ok, result }) => !ok && result !== "failed").map(({ row, result }) => `Fault ${row}: ${result}`);
  return { lines: [...rows, ...others, ...silent], missing };
}

function linesOf({ row, fault, right }, reports, tests) {
  const own = tests.filter(({ title }) => rowOf(title) === row);
  const told = reports.filter((report) => report.row === row);
  const line = (says, n, result, ok) => ({ row, fault, right, says, n, result, ok });
  const broken = own.filter(({ status }) => status !== "passed").map(({ title }) => line(title, "", "failed", false));
  if (own.length === 0) return [line("", "", "it has no test", false)];
  if (told.length === 0 && broken.length === 0) return [line("", "", "its test reported nothing", false)];
  return [...told.map(({ says, n, result }) => line(says, count(n), result, broken.length === 0)), ...broken];
}

const rowOf = (title) => {
  const [, row] = /^Fault (\d+): /.exec(title) ?? [];
  return row === undefined ? null : Number(row);
};

const count = (n) => n.toLocaleString("en-US");

/** The table for a terminal: one line for each report, the columns lined up. */
export function plainTable(lines) {
  const cells = [
    ["#", "what was counted", "N", "result"],
    ...lines.map(({ row, fault, says, n, result }) => [String(row ?? ""), says || fault, n, result]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((line) => line[column].length)));
  return cells
    .map(([row, says, n, result]) => `${row.padStart(widths[0])}  ${says.padEnd(widths[1])}  ${n.padStart(widths[2])}  ${result}`)
    .join("\n");
}

/** The same as a table in Markdown, with the fault and the right behaviour. */
export function markdownTable(lines) {
  const line = (cells) =>
    `| ${cells
      .map((cell) =>
        String(cell ?? "")
          .replaceAll("|", "\\|")
          .replaceAll("\n", " "),
      )
      .join(" | ")} |`;
  const body = lines.map(({ row, fault, right, says, n, result }) => line([row, fault, right, says, n, result]));
  return [line(HEAD), line(["---:", "---", "---", "---", "---:", "---"]), ...body].join("\n");
}
