import { expect, test } from "vitest";
import { FAULT_ROWS } from "../runner/fault-rows.mjs";
import { namedRows } from "./fault-rows";
import { ourFiles } from "./our-files";

const named = namedRows(ourFiles());

test("each of the 28 rows of the failure matrix has a test that is named after it", () => {
  expect(FAULT_ROWS.map(({ row }) => row)).toEqual(Array.from({ length: 28 }, (_, index) => index + 1));
  expect(FAULT_ROWS.filter(({ row }) => !named.has(row)).map(({ row, fault }) => `${row}: ${fault}`)).toEqual([]);
});

test("no test is named after a row that does not exist", () => {
  expect([...named].filter((row) => !FAULT_ROWS.some((known) => known.row === row))).toEqual([]);
});

test("names are read at the front of a test's name, and nowhere else", () => {
  const read = (text: string, path = "tests/faults/a.test.ts") => [...namedRows([{ path, text }])];

  expect(read('test("Fault 3: a name", ...)')).toEqual([3]);
  expect(read("it.each(KINDS)(`Fault 12: $kind`, ...)")).toEqual([12]);
  expect(read('test.each([\n  1,\n  2,\n])(\n  "Fault 4: a name", ...)')).toEqual([4]);
  expect(read('test("as in Fault 3: a name", ...)')).toEqual([]);
  expect(read("// Fault 3: a remark")).toEqual([]);
  expect(read('test("Fault 3: a name", ...)', "tests/unit/a.test.ts")).toEqual([]);
});
