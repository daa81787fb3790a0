import { describe, expect, it } from "vitest";
import { EVENT_KINDS, kindOf, kindRule } from "@/lib/core/connections/event-kind";
import texts from "@/lib/views/texts/en.json";

/** Every type that a history can tell in words. */
const TYPES = Object.keys(texts)
  .filter((key) => key.startsWith("event."))
  .map((key) => key.slice("event.".length));

describe("the kind of an event", () => {
  it("is told by its first word", () => {
    expect(kindOf("renewal_failed.throttled")).toBe("problem");
    expect(kindOf("renewed")).toBe("renewal");
    expect(kindOf("disconnect_no_way")).toBe("sign_in");
    expect(kindOf("renamed")).toBe("change");
    expect(kindOf("checked.works")).toBe("check");
    expect(kindOf("brand_new")).toBe("other");
  });

  it("is found by its rule, and by no other", () => {
    const fits = (type: string) =>
      EVENT_KINDS.filter((kind) => {
        const { heads, others } = kindRule(kind);
        return heads.includes(type.split(".")[0] ?? "") !== others;
      });

    for (const type of [...TYPES, "brand_new.kind"]) expect(fits(type), type).toEqual([kindOf(type)]);
    expect(TYPES.length).toBeGreaterThan(40);
  });
});
