import { describe, expect, it } from "vitest";
import { readCursor, writeCursor } from "@/lib/adapters/db/list-cursor";
import { cleanLabel } from "@/lib/core/connections/label";

describe("a place in the list of connections", () => {
  it("is read back whatever its seller called it, as long as a name may be and longer as lower case", () => {
    const longest = "\u0130\u0301\u0302\u0303\u0304\u0305\u0306\u0307".repeat(60);
    const label = cleanLabel(longest);
    for (const name of [label ?? "", (label ?? "").toLowerCase(), "👨‍👩‍👧".repeat(60)]) {
      expect(name.length).toBeGreaterThan(400);
      expect(readCursor("label", writeCursor("label", [name, "7"]))).toEqual([name, "7"]);
    }
  });

  it("is nothing that a database could not read", () => {
    for (const name of ["a\0b", "\ud83d", "x".repeat(5000)])
      expect(readCursor("label", writeCursor("label", [name, "7"]))).toBeNull();
  });
});
