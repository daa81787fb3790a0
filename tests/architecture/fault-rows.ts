import type { OurFile } from "./our-files";

const FRONT = /\b(?:test|it)(?:\.\w+)*(?:\([^)]*\))?\(\s*["'`]Fault (\d+): /g;

/** The rows of the failure matrix that fault tests are named after. */
export const namedRows = (files: readonly OurFile[]): ReadonlySet<number> =>
  new Set(
    files
      .filter(({ path }) => /^tests\/faults\/.*\.test\.ts$/.test(path))
      .flatMap(({ text }) => [...text.matchAll(FRONT)].map(([, row]) => Number(row))),
  );
