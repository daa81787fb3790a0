import { expect, it } from "vitest";
import { keyFingerprint } from "@/lib/adapters/crypto/key-fingerprint";
import { makeKeyRing, parseKeyRing } from "@/lib/adapters/crypto/key-ring";

it("C9: a key's fingerprint is always the same, tells two keys apart, and says nothing of either", () => {
  const rings = Array.from({ length: 50 }, () => makeKeyRing());
  const prints = rings.map((ring) => keyFingerprint(parseKeyRing(ring)));

  expect(new Set(prints).size).toBe(50);
  expect(rings.map((ring) => keyFingerprint(parseKeyRing(ring)))).toEqual(prints);
  for (const [n, print] of prints.entries()) {
    expect(print).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){3}$/);
    const key = Buffer.from(String(JSON.parse(rings[n] ?? "").keys[0].k), "base64url").toString("hex");
    expect(key).not.toContain(print.replaceAll(" ", ""));
  }
});
