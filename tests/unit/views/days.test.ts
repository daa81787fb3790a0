import { describe, expect, it } from "vitest";
import { dateWords, daysAgo, groupByDay, localDay } from "@/lib/views/days";
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
