import fc from "fast-check";
import { expect, it } from "vitest";
import { forecastOf, forecastUntil } from "@/lib/core/forecast/forecast";

const NOW = new Date("2026-11-22T21:30:00Z");
const day = (ahead: number): string => new Date(Date.parse("2026-11-22") + ahead * 86_400_000).toISOString().slice(0, 10);
const bucket = (ahead: number, providerId: string, count: number) => ({
  day: day(ahead),
  providerId,
  environmentId: "production",
  count,
});

it("says how many end in which week and where, most first", () => {
  const { weeks, rows, total } = forecastOf(
    [bucket(0, "one", 1), bucket(6, "one", 2), bucket(7, "two", 9), bucket(27, "one", 1), bucket(30, "one", 1)],
    NOW,
  );
  expect(total).toBe(14);
  expect(weeks.map(({ from, to, count }) => [from, to, count])).toEqual([
    ["2026-11-22", "2026-11-28", 3],
    ["2026-11-29", "2026-12-05", 9],
    ["2026-12-06", "2026-12-12", 0],
    ["2026-12-13", "2026-12-22", 2],
  ]);
  expect(rows.map(({ providerId, weeks: counts, total: of }) => [providerId, ...counts, of])).toEqual([
    ["two", 0, 9, 0, 0, 9],
    ["one", 3, 0, 0, 2, 5],
  ]);
});

it("what has ended and is not noticed yet counts to the first week", () => {
  expect(forecastOf([bucket(-1, "one", 4)], NOW).weeks.map(({ count }) => count)).toEqual([4, 0, 0, 0]);
});

it("every bucket counts once: rows, columns and total agree", () => {
  const buckets = fc.array(
    fc.tuple(fc.integer({ min: -3, max: 31 }), fc.constantFrom("one", "two", "three"), fc.integer({ min: 1, max: 500 })),
  );
  fc.assert(
    fc.property(buckets, (made) => {
      const found = forecastOf(
        made.map(([ahead, provider, count]) => bucket(ahead, provider, count)),
        NOW,
      );
      const sum = made.reduce((all, [, , count]) => all + count, 0);
      expect(found.total).toBe(sum);
      expect(found.weeks.reduce((all, { count }) => all + count, 0)).toBe(sum);
      expect(found.rows.reduce((all, { total }) => all + total, 0)).toBe(sum);
    }),
  );
});

it("looks 30 days ahead", () => {
  expect(forecastUntil(NOW).toISOString()).toBe("2026-12-22T21:30:00.000Z");
});
