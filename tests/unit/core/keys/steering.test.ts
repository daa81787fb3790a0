import { describe, expect, it } from "vitest";
import { JOURNAL_NEEDS_MS, NOTHING_DECIDED, retireObstacle, sealingKey } from "@/lib/core/keys/steering";

const RING = { primary: "old", keyIds: ["old", "new"] };
const CHOSEN = { chosen: { keyId: "new", over: "old" }, retired: [] };

describe("which key seals", () => {
  it("the ring's own, while nobody has chosen", () => {
    expect(sealingKey(RING, NOTHING_DECIDED)).toBe("old");
  });
  it("the chosen one, where the ring holds it", () => {
    expect(sealingKey(RING, CHOSEN)).toBe("new");
    expect(sealingKey({ primary: "old", keyIds: ["old"] }, CHOSEN)).toBe("old");
  });
  it("the ring's own again, once whoever runs it has named another one", () => {
    expect(sealingKey({ primary: "newest", keyIds: ["old", "new", "newest"] }, CHOSEN)).toBe("newest");
  });
  it("never a retired one", () => {
    expect(sealingKey(RING, { ...CHOSEN, retired: ["new"] })).toBe("old");
  });
});

describe("a key can be retired", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  const free = { keyId: "old", records: 0, sealing: ["new"], isHeld: true, leftAt: new Date(now.getTime() - JOURNAL_NEEDS_MS) };

  it("when nothing needs it any more", () => {
    expect(retireObstacle(free, now)).toBeNull();
  });
  it("never above 0 records, and the number is told", () => {
    expect(retireObstacle({ ...free, records: 1 }, now)).toEqual({ why: "in_use", records: 1 });
  });
  it("not while any process seals with it, whatever is counted", () => {
    expect(retireObstacle({ ...free, sealing: ["new", "old"] }, now)).toEqual({ why: "seals" });
  });
  it("not before what lies on disks can have gone", () => {
    const leftAt = new Date(now.getTime() - 60_000);
    expect(retireObstacle({ ...free, leftAt }, now)).toEqual({
      why: "on_disk",
      until: new Date(leftAt.getTime() + JOURNAL_NEEDS_MS),
    });
  });
  it("when it never sealed anything", () => {
    expect(retireObstacle({ ...free, leftAt: null }, now)).toBeNull();
  });
});
