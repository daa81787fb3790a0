import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { makeKeyRing, parseKeyRing } from "@/lib/adapters/crypto/key-ring";
import { jwk, ringOf, testKey } from "./sealing-fixture";

const faultOf = (keys: unknown): string => {
  try {
    parseKeyRing(typeof keys === "string" ? keys : JSON.stringify({ keys }));
  } catch (error) {
    return inspect(error);
  }
  return "no fault";
};

describe("the key ring", () => {
  it("names the one key that seals and keeps those that only open", () => {
    const ring = ringOf(jwk("old", "decrypt_only"), jwk("new", "primary"));

    expect(ring.primary.keyId).toBe("new");
    expect(ring.primary.issuedAt.toISOString()).toBe("2026-01-01T00:00:00.000Z");
    expect(ring.keys.map((key) => key.keyId)).toEqual(["old", "new"]);
  });

  it("is made fresh for a first start, and each one is another", () => {
    const [one, other] = [makeKeyRing(), makeKeyRing(new Date("2026-11-22T00:00:00Z"))];

    expect(parseKeyRing(one).primary.secret.symmetricKeySize).toBe(32);
    expect(parseKeyRing(other).primary.issuedAt.toISOString()).toBe("2026-11-22T00:00:00.000Z");
    expect(parseKeyRing(one).primary.secret.equals(parseKeyRing(other).primary.secret)).toBe(false);
  });

  it("shows no key when it is printed or turned into JSON", () => {
    const ring = ringOf(jwk("one", "primary"));
    const shown = inspect(ring, { depth: 9, showHidden: true }) + JSON.stringify(ring);

    expect(shown).toContain("one");
    expect(shown).not.toContain(testKey("one").toString("base64url"));
    expect(shown).not.toContain(testKey("one").toString("hex"));
  });

  it.each([
    ["nothing that is JSON", "k=abc", "must be a JWK Set"],
    ["an empty set", [], "must be a JWK Set"],
    ["no primary key", [jwk("a", "decrypt_only"), jwk("b", "retired")], 'none of "a", "b" is primary'],
    ["two primary keys", [jwk("a", "primary"), jwk("b", "primary")], 'keys "a" and "b" are both primary'],
    [
      "one id twice",
      [jwk("a", "primary"), jwk("a", "retired", { k: testKey("x").toString("base64url") })],
      'key "a" stands in it twice',
    ],
    ["one key under two ids", [jwk("a", "primary"), { ...jwk("a", "retired"), kid: "b" }], 'keys "a" and "b" are the same key'],
    ["a key of another kind", [jwk("a", "primary", { kty: "RSA" })], 'key "a": kty'],
    ["an unknown state", [jwk("a", "active")], 'key "a": state'],
    ["a short key", [jwk("a", "primary", { k: testKey("a").subarray(1).toString("base64url") })], 'key "a": k: must be 32 bytes'],
    ["a padded key", [jwk("a", "primary", { k: testKey("a").toString("base64") })], 'key "a": k: must be 32 bytes'],
    [
      "a placeholder for a key",
      [jwk("a", "primary", { k: Buffer.alloc(32, 7).toString("base64url") })],
      'key "a": k: is not random',
    ],
    ["milliseconds for seconds", [jwk("a", "primary", { iat: 1_767_225_600_000 })], 'key "a": iat: must be in seconds'],
    ["no id", [jwk("a", "primary"), { ...jwk("b", "retired"), kid: undefined }], "key number 2: kid"],
    ["the key in the place of its id", [jwk("a", "primary", { kid: testKey("a").toString("base64url") })], "key number 1: kid"],
    ["something that is no key", [jwk("a", "primary"), "b"], "key number 2"],
  ])("with %s refuses, names the fault and never the key", (_, keys, fault) => {
    const said = faultOf(keys);

    expect(said).toContain(fault);
    expect(said).not.toContain(testKey("a").toString("base64url").slice(0, 12));
  });

  it("does not repeat a broken text, because the text holds the keys", () => {
    const broken = `${makeKeyRing().slice(0, -1)},`;
    const k = /"k":"([^"]+)"/.exec(broken)?.[1] ?? "";

    expect(k).toHaveLength(43);
    expect(faultOf(broken)).not.toContain(k.slice(0, 8));
  });
});
