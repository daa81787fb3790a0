import { describe, expect, it } from "vitest";
import { regionsWith } from "@/lib/views/zones";

const namesOf = (own: string | null) => regionsWith(own).flatMap(({ zones }) => zones.map(({ name }) => name));

describe("the list of time zones", () => {
  it("offers every zone once, under its region, by its city's name", () => {
    const europe = regionsWith(null).find(({ region }) => region === "Europe");

    expect(europe?.zones).toContainEqual({ name: "Europe/Berlin", city: "Berlin" });
    expect(new Set(namesOf(null)).size).toBe(namesOf(null).length);
  });

  it("keeps the zone a person has, even under a name this runtime does not list", () => {
    expect(namesOf("Asia/Somewhere_New")).toContain("Asia/Somewhere_New");
    expect(namesOf("Europe/Berlin").length).toBe(namesOf(null).length);
  });
});
