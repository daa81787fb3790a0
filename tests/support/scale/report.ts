import type { SizeCost } from "./cost";
import type { HttpFigures } from "./http";

/** What was measured, by whatever runs of the command. */
export type Figures = {
  readonly sizes: readonly SizeCost[];
  readonly http: HttpFigures | null;
  /** Of the machine: how many cores, and how many wanted one in the minute before and after. */
  readonly machine: { readonly cores: number; readonly loadBefore: number; readonly loadAfter: number };
};

const GOAL_MS = 300;
const counted = (many: number): string => Math.round(many).toLocaleString("en");

/** `docs/scale.md` */
export function report({ sizes, http, machine }: Figures): string {
  const names = Object.keys(sizes[0]?.costs ?? {});
  const head = sizes.map(({ connections }) => ` ${counted(connections)} |`).join("");
  const row = (name: string) =>
    `| ${name} |${sizes.map(({ costs }) => ` ${counted(costs[name]?.buffers ?? 0)} · ${(costs[name]?.ms ?? 0).toFixed(1)} ms |`).join("")} ${sizes[0]?.costs[name]?.statements ?? ""} |`;
  return `# What many connections cost

Written by \`npm run scale\`; \`docs/decisions/0030-states-are-kept-where-they-are-asked-for.md\` says why it is so. The gates are plans and counts
(\`tests/admin/plans.test.ts\`); times depend on the machine: ${machine.cores} cores here, and a load of ${machine.loadBefore.toFixed(1)} before and
${machine.loadAfter.toFixed(1)} after the run, so ${machine.loadBefore > machine.cores / 2 ? "**others were at work on it, and times are longer than on a quiet one**" : "it was quiet"}.

![Pages touched, by number of connections](scale.svg)

## Cost by number of connections
Pages of 8 kB that all statements of an operation touch, wherever they came from, and the median of nine times. A page of the list has 50 rows; joining
everything about them is nine pages a row, which does not grow. The last column is how many statements it is.

| Operation |${head} Statements |
|---|${sizes.map(() => "---|").join("")}---|
${names.map(row).join("\n")}

Databases of this size have ${sizes.map(({ connections, megabytes }) => `${counted(megabytes)} MB (${counted(connections)})`).join(", ")}. They were filled in
${sizes.map(({ seededSeconds }) => `${seededSeconds} s`).join(", ")}.

## What it adds to a renewal
The statement that writes a renewal of a connection that is well, with the read model and without it, on the same rows of the same database. Nothing else of the
read model is written then.

| Connections | Log records | Log bytes | Time | Renewals |
|---|---|---|---|---|
${sizes
  .map(
    ({ connections, renewal: { with: a, without: b, renewals } }) =>
      `| ${counted(connections)} | ${b.walRecords.toFixed(1)} → ${a.walRecords.toFixed(1)} (× ${(a.walRecords / b.walRecords).toFixed(2)}) | ${counted(b.walBytes)} → ${counted(a.walBytes)} (× ${(a.walBytes / b.walBytes).toFixed(2)}) | ${b.ms.toFixed(3)} → ${a.ms.toFixed(3)} ms (× ${(a.ms / b.ms).toFixed(2)}) | ${renewals} |`,
  )
  .join("\n")}

## Pages over HTTP
${http === null ? "Not measured in this run." : httpTable(http)}

## How to do it again
\`npm run scale\` makes databases of 1,000, 10,000 and 100,000 connections and times the pages; \`npm run scale -- --sizes 1000,10000,100000,1000000\` goes on to a
million, for which it needs about 8 GB of disk and half an hour. \`--no-http\` leaves out the pages. It needs PostgreSQL's programs or TEST_DATABASE_URL, and a built
application (\`npm run build\`). \`npm run seed -- --connections 1000000\` fills the database of your own settings in the same way, to look at it.
`;
}

function httpTable({ connections, renewalsPerSecond, pages }: HttpFigures): string {
  const slow = pages.filter(({ p95 }) => p95 > GOAL_MS);
  return `The built application with ${counted(connections)} connections, from the request to the last byte, one request after the other, while ${renewalsPerSecond} renewals a
second are written to the same database. The goal is a p95 of ${GOAL_MS} ms: ${slow.length === 0 ? "every page meets it" : `${slow.map(({ name }) => name).join(", ")} did not meet it in this run`}.

| Page | p50 | p95 | kB | N |
|---|---|---|---|---|
${pages.map(({ name, p50, p95, kilobytes, n }) => `| ${name} | ${p50.toFixed(0)} ms | ${p95.toFixed(0)} ms | ${kilobytes} | ${n} |`).join("\n")}`;
}
