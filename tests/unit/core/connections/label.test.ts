import { expect, it } from "vitest";
import { cleanLabel, freeLabel, LONGEST_LABEL } from "@/lib/core/connections/label";

it("a label is trimmed and its white space folded", () => {
  expect(cleanLabel("  Jane's \t tickets\n")).toBe("Jane's tickets");
  expect(cleanLabel("Cafe\u0301")).toBe("Caf\u00e9");
});

it("its length is counted as a person sees it", () => {
  const family = "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}";

  expect(cleanLabel("a".repeat(LONGEST_LABEL))).toHaveLength(LONGEST_LABEL);
  expect(cleanLabel("a".repeat(LONGEST_LABEL + 1))).toBeNull();
  expect(cleanLabel(family.repeat(LONGEST_LABEL))).not.toBeNull();
  expect(cleanLabel(family.repeat(LONGEST_LABEL + 1))).toBeNull();
});

it.each(["", "   ", "\u0000", "a\u0007b", "a\u202eb", "\u2066a\u2069", "a\u202ab", `a${"\u0301".repeat(1000)}`])(
  "a label that is empty, or could look like another one, is refused: %j",
  (label) => {
    expect(cleanLabel(label)).toBeNull();
  },
);

it("markup is a label like any other; it is text wherever it is shown", () => {
  expect(cleanLabel("<b>Tickets</b> & more")).toBe("<b>Tickets</b> & more");
});

it("a free label is the first that nobody has, whatever its case", () => {
  expect(freeLabel("StubHub", [])).toBe("StubHub");
  expect(freeLabel("StubHub", ["stubhub"])).toBe("StubHub 2");
  expect(freeLabel("StubHub", ["STUBHUB", "StubHub 2", "StubHub 4"])).toBe("StubHub 3");
});
