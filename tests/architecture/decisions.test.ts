import { expect, test } from "vitest";
import { decisionList, decisionsReadme } from "./decisions";

test("the list of decisions names every page, in order and by its title", () => {
  const listed = decisionsReadme()
    .split("\n")
    .filter((line) => line.startsWith("- ["));

  expect(listed).toEqual(decisionList());
});

test("no two decisions have the same number", () => {
  const numbers = decisionList().map((line) => line.slice(3, 7));

  expect(numbers).toEqual([...new Set(numbers)]);
});
