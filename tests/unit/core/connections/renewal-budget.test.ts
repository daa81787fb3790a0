import { property as forAll, assert as holds, integer } from "fast-check";
import { expect, it } from "vitest";
import { bucketOf, untilNextMs } from "@/lib/core/connections/renewal-budget";

/** Takes whatever the bucket gives, asking every millisecond, after a long quiet time. @returns when each call left */
function greedy(perSecond: number, forMs: number): readonly number[] {
  const bucket = bucketOf({ perSecond });
  let left = bucket.holds;
  const calls: number[] = [];
  for (let at = 0; at < forMs; at++) {
    left = Math.min(bucket.holds, left + bucket.perSecond / 1000);
    for (; left >= 1; left -= 1) calls.push(at);
  }
  return calls;
}

it("lets no second see more calls than the budget, whatever is waiting and however long it was quiet", () => {
  holds(
    forAll(integer({ min: 1, max: 500 }), (perSecond) => {
      const calls = greedy(perSecond, 3000);
      const busiest = Math.max(...calls.map((from) => calls.filter((at) => at >= from && at < from + 1000).length));
      expect(busiest).toBeLessThanOrEqual(perSecond);
    }),
    { numRuns: 60 },
  );
});

it.each([20, 200])("uses three quarters of a budget of %i a second when there is enough to do", (perSecond) => {
  expect(greedy(perSecond, 10_000).length).toBeGreaterThanOrEqual(perSecond * 10 * 0.75);
});

it("spreads a budget that is written as a share of a day over the day", () => {
  expect(greedy(0.5, 60_000).length).toBeLessThanOrEqual(0.5 * 60);
});

it("tells how long until the next call: none is kept waiting that the bucket has, and one that it lacks waits until it is in", () => {
  const bucket = bucketOf({ perSecond: 10 });
  expect(untilNextMs(bucket, 1)).toBe(0);
  expect(untilNextMs(bucket, 0)).toBe(125);
  expect(untilNextMs(bucket, -1)).toBe(250);
});
