import { assert, date, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { clockWords, dayTimeWords, dayWords, knownZone, relativeWords, spanWords, zoneWords } from "@/lib/views/time-words";

const now = new Date("2026-11-22T12:12:00Z");
const berlin = { now, zone: "Europe/Berlin" };
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

describe("how long from now", () => {
  it.each([
    [53, "in 53 min"],
    [60, "in 1 h"],
    [80, "in 1 h 20 min"],
    [-238, "4 h ago"],
    [36 * 60, "in 36 h"],
    [5 * 1440 + 120, "in 5 days"],
    [-48 * 60, "2 days ago"],
    [90 * 1440, "in 90 days"],
    [365 * 1440, "in 12 months"],
    [547 * 1440, "in 18 months"],
    [3650 * 1440, "in 10 years"],
  ])("%d minutes away reads %s", (away, words) => {
    expect(relativeWords(minutes(away), now)).toBe(words);
  });

  it("says neither zero minutes nor a second", () => {
    expect(relativeWords(new Date(now.getTime() + 59_000), now)).toBe("in less than a minute");
    expect(relativeWords(new Date(now.getTime() - 59_000), now)).toBe("just now");
    expect(relativeWords(now, now)).toBe("just now");
  });

  it("never gives months that are further off than three weeks, nor years further than seven months", () => {
    assert(
      property(integer({ min: 120, max: 5000 }), (days) => {
        const [, count, unit] = /^(\d+) (months|years)$/.exec(spanWords(days * 86_400_000)) ?? [];
        const told = Number(count) * (unit === "years" ? 365.25 : 365.25 / 12);

        expect(Math.abs(told - days)).toBeLessThanOrEqual(unit === "years" ? 210 : 21);
      }),
    );
  });

  it("never gives a number that is further off than half an hour in three", () => {
    const one = { min: 1, h: 60, days: 1440 } as const;
    assert(
      property(integer({ min: 1, max: 119 * 1440 }), (away) => {
        const told = [...spanWords(away * 60_000).matchAll(/(\d+) (min|h|days)/g)];
        const sum = told.reduce((total, [, count, unit]) => total + Number(count) * one[unit as keyof typeof one], 0);

        expect(Math.abs(sum - away)).toBeLessThanOrEqual(away < 180 ? 0 : away < 2880 ? 30 : 1440);
      }),
    );
  });
});

describe("which day and what time over there", () => {
  it("names today, tomorrow and yesterday with the hour, and other days by their date", () => {
    expect(dayTimeWords(new Date("2026-11-22T13:05:00Z"), berlin)).toBe("today 14:05");
    expect(dayTimeWords(new Date("2026-11-21T22:10:00Z"), berlin)).toBe("yesterday 23:10");
    expect(dayTimeWords(new Date("2026-11-22T23:30:00Z"), berlin)).toBe("tomorrow 00:30");
    expect(dayTimeWords(new Date("2026-11-27T15:00:00Z"), berlin)).toBe("27 Nov");
    expect(dayTimeWords(new Date("2027-01-03T15:00:00Z"), berlin)).toBe("3 Jan 2027");
  });

  it("gives seconds where something has just happened, whatever the day", () => {
    expect(dayTimeWords(new Date("2026-11-22T12:12:08Z"), berlin, true)).toBe("today 13:12:08");
    expect(dayTimeWords(new Date("2026-11-02T12:12:08Z"), berlin, true)).toBe("2 Nov 13:12:08");
  });

  it("reads the clock of a zone that is not a whole number of hours away", () => {
    const at = new Date("2026-11-22T18:20:00Z");

    expect(clockWords(at, "Asia/Kathmandu")).toBe("00:05");
    expect(dayTimeWords(at, { now, zone: "Asia/Kathmandu" })).toBe("tomorrow 00:05");
    expect(dayTimeWords(at, { now, zone: "Pacific/Kiritimati" })).toBe("today 08:20");
    expect(dayTimeWords(new Date("2026-11-22T09:59:00Z"), { now, zone: "Pacific/Kiritimati" })).toBe("yesterday 23:59");
    expect(dayTimeWords(at, { now, zone: "Pacific/Pago_Pago" })).toBe("today 07:20");
  });

  it("keeps the days apart when the clocks change", () => {
    const lastSummerHour = { now: new Date("2026-10-25T00:30:00Z"), zone: "Europe/Berlin" };

    expect(clockWords(lastSummerHour.now, "Europe/Berlin")).toBe("02:30");
    expect(dayTimeWords(new Date("2026-10-25T01:30:00Z"), lastSummerHour)).toBe("today 02:30");
    expect(dayTimeWords(new Date("2026-10-25T23:30:00Z"), lastSummerHour)).toBe("tomorrow 00:30");
    expect(dayTimeWords(new Date("2026-10-24T21:59:00Z"), lastSummerHour)).toBe("yesterday 23:59");
  });

  it("calls midnight 00:00", () => {
    expect(clockWords(new Date("2026-11-22T00:00:00Z"), "UTC")).toBe("00:00");
  });

  it("gives every instant the same day in the same zone, whatever the machine's own zone is", () => {
    assert(
      property(date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }), (at) => {
        expect(dayWords(at, { now: at, zone: "Asia/Kathmandu" })).toBe("today");
        expect(clockWords(at, null)).toBe(at.toISOString().slice(11, 16));
      }),
    );
  });
});

describe("whose time it is", () => {
  it.each([
    ["Europe/Berlin", "Berlin time"],
    ["America/New_York", "New York time"],
    ["America/Argentina/Buenos_Aires", "Buenos Aires time"],
    ["UTC", "UTC"],
    ["Etc/UTC", "UTC"],
    [null, "UTC"],
    ["Nowhere/Land", "UTC"],
  ])("%s is told as %s", (zone, words) => {
    expect(zoneWords(zone, now)).toBe(words);
  });

  it("tells a zone without a place by its distance", () => {
    expect(zoneWords("Etc/GMT-5", now)).toBe("GMT+5");
  });

  it("falls back to UTC for a name that is not a zone", () => {
    expect(knownZone("'; drop table")).toBe("UTC");
    expect(knownZone("")).toBe("UTC");
    expect(knownZone("Asia/Kathmandu")).toBe("Asia/Kathmandu");
  });
});
