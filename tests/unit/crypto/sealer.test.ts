import { describe, expect, it } from "vitest";
import { makeKeyRing, parseKeyRing } from "@/lib/adapters/crypto/key-ring";
import { createSealer } from "@/lib/adapters/crypto/sealer";
import { contextOf, jwk, ringOf, tokenSetOf } from "./sealing-fixture";

const sealer = createSealer(ringOf(jwk("one", "primary")), "here");

describe("the sealer", () => {
  it("gives back what was sealed, whatever the text", () => {
    for (const text of ["", "x", tokenSetOf(1), "Zürich 東京 🎟️", "a".repeat(100_000)]) {
      expect(sealer.open(sealer.seal(text, contextOf(1)), contextOf(1))).toEqual({ ok: true, value: text });
    }
  });

  it("never seals the same text into the same value", () => {
    const values = new Set(Array.from({ length: 500 }, () => sealer.seal("same", contextOf(1))));
    const parts = [...values].map((value) => value.split("."));

    expect(values.size).toBe(500);
    for (const part of [1, 2, 3, 4]) expect(new Set(parts.map((p) => p[part])).size, `part ${part}`).toBe(500);
  });

  it("tells the key id of a value without opening it", () => {
    expect(sealer.keyIdOf(sealer.seal("x", contextOf(1)))).toBe("one");
    expect(sealer.keyIdOf("not a sealed value")).toBeNull();
    expect(sealer.primaryKeyId).toBe("one");
  });

  it("F5: names the missing key and leaves the value as it is, and opens it again once the key is back", () => {
    const before = createSealer(ringOf(jwk("old", "primary")), "here");
    const without = createSealer(ringOf(jwk("new", "primary")), "here");
    const restored = createSealer(ringOf(jwk("old", "decrypt_only"), jwk("new", "primary")), "here");
    const sealed = before.seal("kept", contextOf(1));

    expect(without.open(sealed, contextOf(1))).toEqual({ ok: false, error: { code: "key_missing", keyId: "old" } });
    expect(restored.open(sealed, contextOf(1))).toEqual({ ok: true, value: "kept" });
    expect(restored.keyIdOf(restored.seal("x", contextOf(1)))).toBe("new");
  });

  it("F7: a retired key opens nothing, so a forgotten row shows before the key is destroyed", () => {
    const sealed = createSealer(ringOf(jwk("old", "primary")), "here").seal("kept", contextOf(1));
    const after = createSealer(ringOf(jwk("old", "retired"), jwk("new", "primary")), "here");

    expect(after.open(sealed, contextOf(1))).toEqual({ ok: false, error: { code: "key_missing", keyId: "old" } });
    expect(after.keyIds).toEqual(["new"]);
  });

  it("F2: a key that only claims to be the right one opens nothing", () => {
    const [mine, theirs] = [makeKeyRing(), makeKeyRing()].map((json) => JSON.parse(json).keys[0]);
    const impostor = parseKeyRing(JSON.stringify({ keys: [{ ...theirs, kid: mine.kid }] }));
    const sealed = createSealer(ringOf(mine), "here").seal("x", contextOf(1));

    expect(createSealer(impostor, "here").open(sealed, contextOf(1))).toEqual({
      ok: false,
      error: { code: "altered", keyId: mine.kid },
    });
  });

  it("shows no plaintext in a sealed value", () => {
    const sealed = sealer.seal("example-access-token", contextOf(1));
    const bytes = sealed.split(".").map((part) => Buffer.from(part, "base64url").toString("latin1"));

    expect(bytes.join()).not.toContain("example-access");
  });
});
