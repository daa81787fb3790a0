import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import setup from "../postgres-setup";
import { costAt, type SizeCost } from "./cost";
import { httpFigures } from "./http";
import { plot } from "./plot";
import { type Figures, report } from "./report";

const DOCS = path.join(import.meta.dirname, "../../../docs");
const FIGURES = path.join(DOCS, "scale.json");
const PLOTTED = [
  "List, first page",
  "List, page from the middle",
  "Filter: needs its seller",
  "Search: how a label begins",
  "Overview: counts and lateness",
  "Engine: what is due",
];
const [FEWEST, MOST, EACH_HAS] = [40, 40_000, 25];

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run scale`: measures what many connections cost and writes `docs/scale.md`, its picture and its figures. Sizes of earlier runs stay. */
async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sizes: { type: "string", default: "1000,10000,100000" },
      http: { type: "boolean", default: true },
      times: { type: "string", default: "60" },
    },
    allowNegative: true,
  });
  const loadBefore = loadavg()[0] ?? 0;
  const end = await setup();
  try {
    const before: Figures | null = existsSync(FIGURES) ? (JSON.parse(readFileSync(FIGURES, "utf8")) as Figures) : null;
    const measured = new Map<number, SizeCost>(before?.sizes.map((size) => [size.connections, size]));
    for (const connections of values.sizes
      .split(",")
      .map(Number)
      .filter((size) => size > 0)) {
      say(`${connections.toLocaleString("en")} connections ...`);
      measured.set(connections, await costAt(connections, Math.min(MOST, Math.max(FEWEST, Math.round(connections / EACH_HAS)))));
    }
    const http = values.http ? await httpFigures(Number(values.times), say) : (before?.http ?? null);
    const sizes = [...measured.values()].sort((a, b) => a.connections - b.connections);
    const machine = { cores: availableParallelism(), loadBefore, loadAfter: loadavg()[0] ?? 0 };
    const figures: Figures = { sizes, http, machine };
    writeFileSync(FIGURES, `${JSON.stringify(figures, null, 2)}\n`);
    writeFileSync(path.join(DOCS, "scale.svg"), plot(sizes, PLOTTED));
    writeFileSync(path.join(DOCS, "scale.md"), report(figures));
  } finally {
    await end();
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
