import type { OurFile } from "./our-files";

/** The providers that have a numbered list of acceptance cases, and how many each has. */
export const CASES: Readonly<Record<string, number>> = { StockX: 15, StubHub: 15, Foxy: 15, "Stack Auth": 15 };

const CASE = "(?:StockX|StubHub|Foxy|Stack Auth) \\d+";
/** The front of a test's name: cases and rules, separated by commas, then a colon. A bare number belongs to the provider before it. */
const FRONT = new RegExp(`["'\`]((?:${CASE}|[A-Z]\\d+)(?:, (?:${CASE}|[A-Z]?\\d+))*): `, "g");

/** Tests of the look-alikes show that a case can be met, not that we meet it; this folder only talks about cases. */
const NO_PROOF = /^tests\/(integration\/sandbox|architecture)\//;

/** The cases that tests are named after, for example `Foxy 12`. */
export function namedCases(files: readonly OurFile[]): ReadonlySet<string> {
  const tests = files.filter(({ path }) => /^tests\/.*\.test\.tsx?$/.test(path) && !NO_PROOF.test(path));
  const found = new Set<string>();
  for (const [, front = ""] of tests.flatMap(({ text }) => [...text.matchAll(FRONT)])) {
    let provider = "";
    for (const part of front.split(", ")) {
      const [, name, number] = /^(?:(.+) )?(\d+)$/.exec(part) ?? [];
      provider = name ?? provider;
      if (number !== undefined) found.add(`${provider} ${number}`);
    }
  }
  return found;
}

export const allCases = (): readonly string[] =>
  Object.entries(CASES).flatMap(([provider, count]) => Array.from({ length: count }, (_, index) => `${provider} ${index + 1}`));
