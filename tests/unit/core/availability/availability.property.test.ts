import fc from "fast-check";
import { expect, it } from "vitest";
import { availabilityOf, lastDays, shareOf, sumOf } from "@/lib/core/availability/availability";
import type { OpenSpan } from "@/lib/core/availability/spans";

const MINUTE = 60_000;
const WINDOW = { from: 100 * MINUTE, to: 300 * MINUTE };

/** Spans in whole minutes around the window: they overlap, reach beyond it, are empty, or go on. */
const span: fc.Arbitrary<OpenSpan> = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }))
  .map(([from, length]) => ({ from: new Date(from * MINUTE), to: length === null ? null : new Date((from + length) * MINUTE) }));
const spans = fc.array(span, { maxLength: 6 });
const life = fc.record({ connected: span, paused: spans, down: spans });

const covers = ({ from, to }: OpenSpan, minute: number): boolean =>
  from.getTime() <= minute * MINUTE && (to === null || minute * MINUTE < to.getTime());

it("counts each minute once: connected and not paused, and of those the ones that are down", () => {
  fc.assert(
    fc.property(life, (lived) => {
      const minutes = Array.from({ length: 200 }, (_, place) => 100 + place);
      const asked = minutes.filter((m) => covers(lived.connected, m) && !lived.paused.some((each) => covers(each, m)));
      const down = asked.filter((m) => lived.down.some((each) => covers(each, m)));

      expect(availabilityOf(lived, WINDOW)).toEqual({ connectedMinutes: asked.length, downMinutes: down.length });
    }),
    { numRuns: 1000 },
  );
});

it("two halves of a window are the window, so days can be added up", () => {
  fc.assert(
    fc.property(life, fc.integer({ min: 100, max: 300 }), (lived, at) => {
      const parts = [
        availabilityOf(lived, { ...WINDOW, to: at * MINUTE }),
        availabilityOf(lived, { ...WINDOW, from: at * MINUTE }),
      ];
      expect(sumOf(parts)).toEqual(availabilityOf(lived, WINDOW));
    }),
  );
});

it("never more is missing than was asked for, and a share says 100 % only where nothing is missing", () => {
  fc.assert(
    fc.property(life, (lived) => {
      const found = availabilityOf(lived, WINDOW);
      expect(found.downMinutes).toBeGreaterThanOrEqual(0);
      expect(found.downMinutes).toBeLessThanOrEqual(found.connectedMinutes);
      expect(shareOf(found) === 10_000).toBe(found.connectedMinutes > 0 && found.downMinutes === 0);
      expect(shareOf(found) === null).toBe(found.connectedMinutes === 0);
    }),
  );
});

it("one minute of a month is not rounded away", () => {
  expect(shareOf({ connectedMinutes: 43_200, downMinutes: 1 })).toBe(9_999);
  expect(shareOf({ connectedMinutes: 43_200, downMinutes: 9 })).toBe(9_997);
  expect(shareOf({ connectedMinutes: 10, downMinutes: 10 })).toBe(0);
});

it("nothing is claimed of the time before anything was written down", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  const since = new Date("2026-11-20T12:00:00Z");
  expect(lastDays(30, now, since)).toEqual({ from: since.getTime(), to: now.getTime() });
  expect(lastDays(1, now, since).from).toBe(Date.parse("2026-11-21T12:00:00Z"));
});
