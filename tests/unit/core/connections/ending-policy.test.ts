import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENDING_DEADLINE_MS, mayPass, pauseBeforeNextTry } from "@/lib/core/connections/ending-policy";
import { ErrorClass } from "@/lib/core/providers/definition-reply";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const pause = (tries: number, askedMsAgo = 0, atLeastMs = 0, fraction = 0) =>
  pauseBeforeNextTry({ tries, askedMsAgo, atLeastMs, fraction });

describe("a cancellation that failed", () => {
  it("is asked for again only where that can help", () => {
    const passing = ErrorClass.options.filter((errorClass) => mayPass({ class: errorClass, status: 400 }));

    expect(passing).toEqual(["config_client", "rate_limited", "transient"]);
    expect(mayPass({ class: "transient", status: null })).toBe(true);
    expect(mayPass({ class: "transient", status: 503 })).toBe(true);
  });

  it.each([404, 405, 410, 501])("is not asked for again where the call does not exist (%i), whatever the body says", (status) => {
    expect(mayPass({ class: "transient", status })).toBe(false);
    expect(mayPass({ class: "config_client", status })).toBe(false);
  });

  it("waits a minute, then twice as long each time, an hour at most", () => {
    expect([1, 2, 3, 6, 7, 8, 500].map((tries) => pause(tries))).toEqual(
      [1, 2, 4, 32, 60, 60, 60].map((minutes) => minutes * MINUTE),
    );
    expect(pause(2, 0, 0, 0.5)).toBe(2.1 * MINUTE);
  });

  it("waits at least as long as the marketplace asks", () => {
    expect(pause(1, 0, 5 * HOUR)).toBe(5 * HOUR);
    expect(pause(7, 0, 10)).toBe(HOUR);
  });

  it("is asked for the last time when 24 hours are over, and never after", () => {
    expect(pause(20, ENDING_DEADLINE_MS - 10 * MINUTE)).toBe(10 * MINUTE);
    expect(pause(20, ENDING_DEADLINE_MS)).toBeNull();
    expect(pause(1, ENDING_DEADLINE_MS * 3)).toBeNull();
    expect(pause(1, 0, ENDING_DEADLINE_MS + 1)).toBeNull();
  });

  it("is asked for at least twenty times and at most forty before that, however the dice fall", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (fraction) => {
        let tries = 1;
        for (let at = 0; ; tries += 1) {
          const next = pause(tries, at, 0, fraction);
          if (next === null) break;
          expect(next).toBeGreaterThan(0);
          at += next;
        }
        expect(tries).toBeGreaterThanOrEqual(20);
        expect(tries).toBeLessThanOrEqual(40);
      }),
    );
  });
});
