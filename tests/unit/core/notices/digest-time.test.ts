import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextDigestAt } from "@/lib/core/notices/digest-time";

/** The far ends of the day, quarters of an hour, and places where clocks change. */
const ZONES = [
  "Pacific/Midway",
  "Asia/Kathmandu",
  "Pacific/Kiritimati",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "America/Santiago",
  "UTC",
];
const HOUR = 3_600_000;
const walls = new Map(
  [...ZONES, "Pacific/Apia"].map((zone) => [
    zone,
    new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }),
  ]),
);
const wall = (at: Date, zone: string) => walls.get(zone)?.format(at) ?? "";
const instants = fc.date({ min: new Date("2020-01-01T00:00:00Z"), max: new Date("2035-12-31T00:00:00Z"), noInvalidDate: true });

describe("the hour of a daily mail", () => {
  it("is nine in the morning by the clocks of every zone, whatever day it is", () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (now, zone) => {
        expect(wall(nextDigestAt(now, zone), zone)).toMatch(/ 09:00:00$/);
      }),
      { numRuns: 400 },
    );
  });

  it("is the next one: later than now, and no more than 25 hours away", () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (now, zone) => {
        const inMs = nextDigestAt(now, zone).getTime() - now.getTime();
        expect(inMs).toBeGreaterThan(0);
        expect(inMs).toBeLessThanOrEqual(25 * HOUR);
      }),
      { numRuns: 400 },
    );
  });

  it("comes once on each day of a year, also on those with 23 and 25 hours", () => {
    for (const zone of ZONES) {
      const days = new Set<string>();
      let at = new Date("2026-01-01T00:00:00Z");
      for (let n = 0; n < 365; n++) {
        at = nextDigestAt(at, zone);
        days.add(wall(at, zone).slice(0, 10));
      }
      expect(days.size, zone).toBe(365);
    }
  });

  it("is told by UTC where no zone is known", () => {
    const now = new Date("2026-11-22T09:00:00Z");
    expect(nextDigestAt(now, null)).toEqual(new Date("2026-11-23T09:00:00Z"));
    expect(nextDigestAt(now, "Nowhere/At_All")).toEqual(new Date("2026-11-23T09:00:00Z"));
  });

  it("skips a day that a place skipped", () => {
    expect(wall(nextDigestAt(new Date("2011-12-30T06:00:00Z"), "Pacific/Apia"), "Pacific/Apia")).toBe("2011-12-31 09:00:00");
  });
});
