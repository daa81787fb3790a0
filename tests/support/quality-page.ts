import { availableParallelism } from "node:os";
import type { Budget } from "./budgets";
import type { Look } from "./lighthouse";
import type { PageWeight } from "./page-weight";

/** A page with all that was measured of it. */
export type Page = {
  readonly name: string;
  readonly budget: Budget;
  readonly weight: PageWeight;
  readonly looks: readonly Look[];
};

/** Least scores, of 100: the median's, and any single look's. */
const GOOD = 95;
const BAD = 85;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  return (low + high) / 2;
}

const medianOf = ({ looks }: Page, what: keyof Look) => median(looks.map((look) => look[what]));

/** What a page falls short of, as one line each. */
export function misses(page: Page): readonly string[] {
  const { budget, looks } = page;
  const worst = Math.min(...looks.map(({ performance }) => performance));
  const above = (what: "lcp" | "tbt" | "cls", digits: number) => {
    const measured = Number(medianOf(page, what).toFixed(digits));
    return measured <= budget[what] ? [] : [`${what} ${measured}, ${budget[what]} allowed`];
  };
  return [
    ...(medianOf(page, "performance") >= GOOD ? [] : [`performance ${medianOf(page, "performance")}, ${GOOD} wanted`]),
    ...(worst >= BAD ? [] : [`one look saw a performance of ${worst}, ${BAD} wanted`]),
    ...(["accessibility", "bestPractices"] as const)
      .filter((what) => medianOf(page, what) < 100)
      .map((what) => `${what} ${medianOf(page, what)}, 100 wanted`),
    ...above("lcp", 0),
    ...above("tbt", 0),
    ...above("cls", 3),
  ];
}

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const kb = (bytes: number) => (bytes / 1000).toFixed(1);

function looked(page: Page): string {
  const { name, budget, looks } = page;
  const scores = looks.map(({ performance }) => performance);
  return row([
    name,
    String(medianOf(page, "performance")),
    `${Math.min(...scores)} to ${Math.max(...scores)}`,
    String(medianOf(page, "accessibility")),
    String(medianOf(page, "bestPractices")),
    `${(medianOf(page, "lcp") / 1000).toFixed(2)} of ${(budget.lcp / 1000).toFixed(1)} s`,
    `${Math.round(medianOf(page, "tbt"))} of ${budget.tbt} ms`,
    `${Number(medianOf(page, "cls").toFixed(3))} of ${budget.cls}`,
  ]);
}

const weighed = ({ name, budget, weight }: Page) =>
  row([
    name,
    `${kb(weight.js)} of ${budget.js}`,
    `${kb(weight.css)} of ${budget.css}`,
    `${kb(weight.html)} of ${budget.html}`,
    `${weight.requests} of ${budget.requests}`,
  ]);

/** `docs/quality.md`: what was measured last. */
export function qualityPage(pages: readonly Page[], looks: number): string {
  const missed = pages.flatMap((page) => misses(page).map((miss) => `- ${page.name}: ${miss}`));
  return `# How fast the pages are

\`npm run quality\` opens pages of the built application as Lighthouse's simulated phone (a slow 4G line and a slow
processor, with nothing in the cache), ${looks} times each, and writes this page. What counts is the median: single looks at one
and the same page differ by several points, the more the busier the machine. Lighthouse is no dependency of the
project: \`tests/quality\` lists it with all that it brings, and the command installs it on its first run.
\`HOLDFAST_QUALITY_LOOKS=1 npm run quality\` is the quick form.

Wanted: a performance of ${GOOD} as the median and never below ${BAD}, accessibility and best practices at 100, and each page
within its budget. \`npm run test:pages\` holds every page to its budget of bytes and requests.

## The last run
${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} processor cores, the median of ${looks}.

| Page | Performance | from, to | Accessibility | Best practices | Largest paint | Blocked | Shift |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${pages.map(looked).join("\n")}

Missed: ${missed.length === 0 ? "nothing." : `\n\n${missed.join("\n")}`}

Lighthouse works out the largest paint from a look over this machine's own fast line, in which every script has come before the
page is painted, so it lets that paint wait for all of them. In the looks themselves it is part of the first paint.

## What they weigh
Kilobytes as they came over the wire, compressed, with nothing in the cache.

| Page | Scripts | Styles | Page | Requests |
| --- | ---: | ---: | ---: | ---: |
${pages.map(weighed).join("\n")}
`;
}
