import { describe, expect, it } from "vitest";
import { knownZone, zoneWords } from "@/lib/views/time-words";
import { zoneNamed, zonesWith } from "@/lib/views/zones";

const namesOf = zonesWith;

describe("the list of time zones", () => {
  it("offers every zone once", () => {
    expect(namesOf(null)).toContain("Europe/Berlin");
    expect(new Set(namesOf(null)).size).toBe(namesOf(null).length);
  });

  it("offers UTC, and each city under its name of today only", () => {
    expect(namesOf(null)).toContain("UTC");
    expect(namesOf(null)).toEqual(expect.arrayContaining(["Asia/Kolkata", "Europe/Kyiv", "Asia/Kathmandu"]));
    expect(namesOf("Asia/Calcutta")).not.toContain("Asia/Calcutta");
    expect(zoneWords("Asia/Calcutta", new Date(0))).toBe("Kolkata time");
    expect(["Asia/Kolkata", "Europe/Kyiv", "Asia/Yangon", "Asia/Ho_Chi_Minh"].map(knownZone)).not.toContain("UTC");
  });

  it("keeps the zone a person has, even under a name this runtime does not list", () => {
    expect(namesOf("Asia/Somewhere_New")).toContain("Asia/Somewhere_New");
    expect(namesOf("Europe/Berlin").length).toBe(namesOf(null).length);
  });

  it.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["berlin", "Europe/Berlin"],
    [" new york ", "America/New_York"],
    ["america/new-york", "America/New_York"],
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["utc", "UTC"],
    ["Atlantis", null],
    ["", null],
  ])("somebody who types %j means %s", (typed, zone) => {
    expect(zoneNamed(typed)).toBe(zone);
  });
});
