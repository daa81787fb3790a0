import { expect, it } from "vitest";
import { compareTimes, mannWhitney, median } from "@/tests/support/timing";

const noise = (n: number) => ((n * 7919) % 101) / 101;
const around = (middle: number) => Array.from({ length: 200 }, (_, n) => middle + noise(n));

it("a median is the middle, or between the two in the middle", () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([])]).toEqual([2, 2.5, 0]);
});

it("samples of one kind are not told apart, and shifted ones are", () => {
  expect(mannWhitney(around(10), around(10).reverse())).toBeGreaterThan(0.9);
  expect(mannWhitney(around(10), around(10.5))).toBeLessThan(0.001);
  expect(mannWhitney(around(10.5), around(10))).toBeLessThan(0.001);
});

it("the test agrees with a published example", () => {
  // Two groups of ten without a tie; U = 15 and z = 2.646 by hand.
  const [a, b] = [
    [1, 2, 3, 4, 5, 6, 7, 11, 12, 14],
    [8, 9, 10, 13, 15, 16, 17, 18, 19, 20],
  ];

  expect(mannWhitney(a, b)).toBeCloseTo(0.00588, 2);
});

it("a slower action shows", async () => {
  const wait = (ms: number) => () => new Promise((resolve) => setTimeout(resolve, ms));

  const { gapMs, p } = await compareTimes(25, wait(1), wait(12));

  expect(gapMs).toBeGreaterThan(5);
  expect(p).toBeLessThan(0.01);
});
