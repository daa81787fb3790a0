import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addHistograms,
  LATENCY_BOUNDS_MS,
  percentile,
  successRate,
  tallyOf,
  tallyOfProvider,
} from "@/lib/core/connections/renewal-figures";

const LAST = LATENCY_BOUNDS_MS.at(-1) ?? 0;
const EMPTY = Array.from({ length: LATENCY_BOUNDS_MS.length + 1 }, () => 0);

/** Counts times as the database does. */
function histogramOf(times: readonly number[]): readonly number[] {
  const histogram = [...EMPTY];
  for (const time of times) {
    const place = LATENCY_BOUNDS_MS.findIndex((bound) => time < bound);
    const found = place < 0 ? LATENCY_BOUNDS_MS.length : place;
    histogram[found] = (histogram[found] ?? 0) + 1;
  }
  return histogram;
}

describe("the time that a share of all renewals took, out of a histogram", () => {
  it("is nothing when nothing was counted", () => {
    expect(percentile([], 0.5)).toBeNull();
    expect(percentile(EMPTY, 0.95)).toBeNull();
  });

  it("lies evenly within a place, and is the last end for what is above all of them", () => {
    const within = histogramOf(Array.from({ length: 100 }, () => 450));
    expect([percentile(within, 0.5), percentile(within, 0.95), percentile(within, 1)]).toEqual([450, 495, 500]);
    expect(percentile(histogramOf([60_000, 70_000]), 0.5)).toBe(LAST);
  });

  it("95 fast ones and 5 slow ones: the median is fast, and one above 95 % is slow", () => {
    const mixed = histogramOf([...Array.from({ length: 95 }, () => 120), ...Array.from({ length: 5 }, () => 4000)]);
    expect(percentile(mixed, 0.5)).toBeLessThan(150);
    expect(percentile(mixed, 0.96)).toBeGreaterThan(3000);
  });

  it("for any times it stands in the place of the true one, and a greater share never takes less", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: LAST - 1 }), { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (times, share) => {
          const found = percentile(histogramOf(times), share) ?? -1;
          const sorted = times.toSorted((a, b) => a - b);
          const exact = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
          const place = LATENCY_BOUNDS_MS.findIndex((bound) => exact < bound);
          expect(found).toBeGreaterThanOrEqual(place === 0 ? 0 : (LATENCY_BOUNDS_MS[place - 1] ?? 0));
          expect(found).toBeLessThanOrEqual(LATENCY_BOUNDS_MS[place] ?? LAST);
          expect(percentile(histogramOf(times), 1)).toBeGreaterThanOrEqual(found);
        },
      ),
    );
  });

  it("two halves counted apart and added are the whole", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20_000 })), fc.array(fc.nat({ max: 20_000 })), (a, b) => {
        expect(addHistograms([histogramOf(a), histogramOf(b)])).toEqual(histogramOf([...a, ...b]));
      }),
    );
  });
});

describe("the share that worked", () => {
  const counts = [
    { outcome: "ok", n: 90 },
    { outcome: "grant", n: 6 },
    { outcome: "provider", n: 4 },
  ] as const;

  it("counts every end, and says nothing where nothing ended", () => {
    expect(successRate(tallyOf(counts))).toBe(0.9);
    expect(successRate(tallyOf([]))).toBeNull();
  });

  it("of a marketplace leaves out what single sellers have taken back", () => {
    expect(tallyOfProvider(counts)).toEqual({ n: 94, ok: 90 });
  });
});
