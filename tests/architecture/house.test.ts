import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { HOUSE_RULES, medianLines } from "./house-rules";
import { isCode, ourFiles } from "./our-files";

const files = ourFiles();

describe("the house", () => {
  for (const rule of HOUSE_RULES) {
    test(rule.name, () => {
      expect(rule.find(files).join("\n")).toBe("");
    });

    test(`a planted violation is reported: ${rule.name}`, () => {
      expect(rule.find([rule.planted])).not.toEqual([]);
    });
  }

  test("the list of our files is not empty, so the rules have something to read", () => {
    expect(files.map((file) => file.path)).toEqual(expect.arrayContaining(["package.json", "lib/core/result.ts", ".gitignore"]));
  });

  test("half of all files are shorter than 60 lines", () => {
    const code = files.filter(isCode);

    const median = medianLines(code);

    console.log(`median of ${code.length} files: ${median} lines`);
    expect(median).toBeLessThan(60);
  });

  test("the median is the middle, not the mean", () => {
    const file = (count: number) => ({ path: "lib/a.ts", text: "x\n".repeat(count) });

    expect(medianLines([file(10), file(20), file(999)])).toBe(20);
  });

  test("the lock file names no registry", () => {
    for (const lock of ["package-lock.json", "tests/quality/package-lock.json"])
      expect(readFileSync(path.join(import.meta.dirname, "../..", lock), "utf8")).not.toMatch(/"resolved":\s*"http/);
  });
});
