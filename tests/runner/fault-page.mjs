import { markdownTable } from "./fault-table.mjs";

/**
 * `docs/faults.md`: what the suite does and what it counted the last time.
 *
 * @param {ReturnType<import("./fault-table.mjs").faultTable>["lines"]} lines
 * @param {{ passed: number, failed: number, date: string, cores: number, seconds: number, long: boolean }} run
 */
export function faultPage(lines, { passed, failed, date, cores, seconds, long }) {
  return `# What was broken on purpose

\`npm run test:faults\` breaks things for real and counts what comes of it. Programs are killed and put to sleep, the
database is stopped and started, answers of marketplaces are lost, cut, delayed or given twice by a proxy on the way,
and clocks are wrong. Marketplaces are the pretend ones of this project, with each kind of rotation, and an
authorization server that knows nothing of us. Nothing leaves the machine.

Two things are looked for. A **silent loss** is access that is gone without anybody being told: there may be none. A
**false blame** is a seller who is asked to reconnect although the permission still works: there may be none either.

| | |
| --- | --- |
| The short form, for every change | \`npm run test:faults\` |
| The long form, for a release | \`HOLDFAST_FAULTS=long npm run test:faults\` |

The run writes this page. A fault whose test failed, or that reported nothing, stands here as failed.

## The last run
${date}, the ${long ? "long" : "short"} form, ${cores} processor cores, ${Math.round(seconds)} seconds: ${passed} passed, ${failed} failed.

${markdownTable(lines)}
`;
}
