import { describe, expect, it } from "vitest";
import { knownZone, zoneWords } from "@/lib/views/time-words";
import { regionsWith } from "@/lib/views/zones";

const namesOf = (own: string | null) => regionsWith(own).flatMap(({ zones }) => zones.map(({ name }) => name));

describe("the list of time zones", () => {
  it("offers every zone once, under its region, by its city's name", () => {
    const europe = regionsWith(null).find(({ region }) => region === "Europe");

    expect(europe?.zones).toContainEqual({ name: "Europe/Berlin", city: "Berlin" });
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
});
