import { expect, test } from "vitest";
import { allCases, namedCases } from "./acceptance-cases";
import { ourFiles } from "./our-files";

const SELF = "tests/architecture/acceptance-cases.test.ts";
const named = namedCases(ourFiles());

test("each acceptance case of a provider has a test that is named after it", () => {
  expect(allCases().filter((id) => !named.has(id))).toEqual([]);
});

test("no test is named after a case that is not on the list", () => {
  expect([...named].filter((id) => !allCases().includes(id))).toEqual([]);
});

test("no test is left out, put off or run alone, whichever case it is named after", () => {
  const parked = /\b(it|test|describe)(\.\w+)*\.(skip|only|todo|fails|skipIf|runIf)\b/;

  expect(["it.only(", "describe.skip.each(", "test.concurrent.todo("].filter((line) => !parked.test(line))).toEqual([]);
  expect(ourFiles().filter(({ path, text }) => path !== SELF && path.startsWith("tests/") && parked.test(text))).toEqual([]);
});

test("names are read with several cases in front, and nothing else counts as one", () => {
  const read = (line: string) => [...namedCases([{ path: "tests/unit/a.test.ts", text: line }])];

  expect(read('it("StubHub 5, 9: a name", ...)')).toEqual(["StubHub 5", "StubHub 9"]);
  expect(read("test(`Stack Auth 4, A26: $name`, ...)")).toEqual(["Stack Auth 4"]);
  expect(read('test("A5, Foxy 10: a name", ...)')).toEqual(["Foxy 10"]);
  expect(read("// Foxy 3: a remark")).toEqual([]);
  expect(read('test("as in Foxy 3: a name", ...)')).toEqual([]);
  const elsewhere = ["lib/a.ts", "tests/integration/sandbox/a.test.ts", "tests/support/a.ts"];
  expect(namedCases(elsewhere.map((path) => ({ path, text: 'test("Foxy 3: a name", ...)' }))).size).toBe(0);
});
