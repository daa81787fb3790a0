import { PAGES } from "./route-table";

const placeholders = (pattern: string) => pattern.split("[").length - 1;

/** An address of a word comes before one with a place for any: `/connections/new` is no connection. */
const FROM_PLAIN_TO_OPEN = PAGES.map(({ pattern }) => ({
  pattern,
  matches: new RegExp(`^${pattern.replaceAll(/\[[^\]]+\]/g, "[^/]+")}$`),
})).sort((a, b) => placeholders(a.pattern) - placeholders(b.pattern));

/** Which page of the route table an address leads to; null: none. */
export const patternOf = (url: string): string | null =>
  FROM_PLAIN_TO_OPEN.find(({ matches }) => matches.test(new URL(url).pathname))?.pattern ?? null;

/** Pages that only lead elsewhere, so that nobody ever stands on them. */
const PASSED_THROUGH: ReadonlySet<string> = new Set(["/"]);

/** Every page on which somebody can stand, as the route table writes it. */
export const STANDING_PAGES: readonly string[] = PAGES.map(({ pattern }) => pattern).filter(
  (pattern) => !PASSED_THROUGH.has(pattern),
);
