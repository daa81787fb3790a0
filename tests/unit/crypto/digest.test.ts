import { describe, expect, it } from "vitest";
import { createDigest, fingerprintKeyOf } from "@/lib/adapters/crypto/digest";
import { systemRandomness } from "@/lib/adapters/crypto/randomness";
import { systemClock } from "@/lib/adapters/system/clock";

const SECRET = "a secret of at least 32 characters";

describe("digests", () => {
  it("hash with SHA-256 for look-ups", () => {
    const digest = createDigest(fingerprintKeyOf(SECRET, "here"));

    expect(digest.sha256("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  });

  it("give a token the same fingerprint after a restart and another one in another deployment", () => {
    const [one, again, elsewhere] = ["here", "here", "there"].map((id) =>
      createDigest(fingerprintKeyOf(SECRET, id)).fingerprint("t"),
    );

    expect(one).toMatch(/^[0-9a-f]{16}$/);
    expect(again).toBe(one);
    expect(elsewhere).not.toBe(one);
    expect(createDigest(fingerprintKeyOf(SECRET, "here")).fingerprint("u")).not.toBe(one);
  });
});

describe("randomness", () => {
  it("A1: gives 10,000 distinct tokens of 256 bits in base64url", () => {
    const tokens = new Set(Array.from({ length: 10_000 }, () => systemRandomness.token(32)));

    expect(tokens.size).toBe(10_000);
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it("spreads its fractions over the whole of [0, 1)", () => {
    const fractions = Array.from({ length: 20_000 }, () => systemRandomness.fraction());
    const tenths = Array.from({ length: 10 }, (_, i) => fractions.filter((fraction) => Math.floor(fraction * 10) === i).length);

    expect(tenths.reduce((sum, count) => sum + count)).toBe(20_000);
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(300);
  });
});

describe("the clock", () => {
  it("tells the time of the machine and never runs backwards", () => {
    const [before, one, two] = [Date.now(), systemClock.monotonicMs(), systemClock.monotonicMs()];

    expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before);
    expect(two).toBeGreaterThanOrEqual(one);
  });
});
