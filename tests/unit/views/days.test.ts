import { describe, expect, it } from "vitest";
import { dateWords, dayAfter, daysAgo, groupByDay, isDay, startOfDay } from "@/lib/views/days";
import { localDay } from "@/lib/views/time-words";
import { berlin } from "../../support/detail-view";

describe("days of the history", () => {
  it("puts an event on the day the reader's clock shows, not on the server's", () => {
    const lateEvening = new Date("2026-11-21T23:30:00Z");

    const days = ["Europe/Berlin", "Pacific/Pago_Pago", "Asia/Kathmandu", null].map((zone) => localDay(lateEvening, zone));

    expect(days).toEqual(["2026-11-22", "2026-11-21", "2026-11-22", "2026-11-21"]);
  });

  it("groups neighbours of one day and keeps the order", () => {
    const events = ["2026-11-22T12:00:00Z", "2026-11-21T23:30:00Z", "2026-11-21T22:30:00Z"].map((at) => ({ at }));

    const groups = groupByDay(events, "Europe/Berlin");

    expect(groups.map(({ day, items }) => [day, items.length])).toEqual([
      ["2026-11-22", 2],
      ["2026-11-21", 1],
    ]);
  });

  it("tells the year only where it is another one", () => {
    expect(dateWords("2026-11-09", berlin)).toBe("9 Nov");
    expect(dateWords("2025-12-31", berlin)).toBe("31 Dec 2025");
  });

  it("counts calendar days over a change to winter time", () => {
    const afterChange = { now: new Date("2026-10-26T00:30:00Z"), zone: "Europe/Berlin" };

    expect(daysAgo("2026-10-26", afterChange)).toBe(0);
    expect(daysAgo("2026-10-24", afterChange)).toBe(2);
  });

  it("reads a zone that nobody knows as UTC", () => {
    expect(localDay(new Date("2026-11-21T23:30:00Z"), "Mars/Olympus")).toBe("2026-11-21");
  });
});

describe("the beginning of a day", () => {
  it.each([
    ["2026-11-22", null, "2026-11-22T00:00:00.000Z"],
    ["2026-11-22", "Europe/Berlin", "2026-11-21T23:00:00.000Z"],
    ["2026-11-22", "Asia/Kathmandu", "2026-11-21T18:15:00.000Z"],
    ["2026-11-22", "Pacific/Kiritimati", "2026-11-21T10:00:00.000Z"],
    ["2026-11-22", "Pacific/Midway", "2026-11-22T11:00:00.000Z"],
    // Clocks go from 23:59 to 01:00 there: the day has no midnight.
    ["2026-09-06", "America/Santiago", "2026-09-06T04:00:00.000Z"],
  ])("%s in %s is %s", (day, zone, start) => {
    expect(startOfDay(day, zone).toISOString()).toBe(start);
  });

  it("knows days that exist from those that do not", () => {
    expect(["2026-02-28", "2028-02-29", "2026-02-29", "2026-13-01", "0001-01-01", "x", "2026-1-1"].map(isDay)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(dayAfter("2026-12-31")).toBe("2027-01-01");
  });
});
