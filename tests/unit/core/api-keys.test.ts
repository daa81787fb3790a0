import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { keyState, looksLikeKey, writeKey } from "@/lib/core/api-keys";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");
const make = () => writeKey(randomBytes(32).toString("base64url"), sha256);

describe("a key's text", () => {
  it("is known again, and has a prefix and a check around 256 bits", () => {
    for (let n = 0; n < 200; n++) {
      const key = make();
      expect(key).toMatch(/^hfk_[A-Za-z0-9_-]{49}$/);
      expect(looksLikeKey(key, sha256)).toBe(true);
    }
  });

  it("is told from one that was cut, mistyped or made up, at each place", () => {
    const key = make();
    for (let at = 0; at < key.length; at++) {
      const other = key[at] === "A" ? "B" : "A";
      expect(looksLikeKey(`${key.slice(0, at)}${other}${key.slice(at + 1)}`, sha256), `changed at ${at}`).toBe(false);
      expect(looksLikeKey(`${key.slice(0, at)}${key.slice(at + 1)}`, sha256), `cut at ${at}`).toBe(false);
    }
    for (const text of ["", "hfk_", ` ${key}`, `${key}\n`, key.toUpperCase(), "x".repeat(53)])
      expect(looksLikeKey(text, sha256), JSON.stringify(text)).toBe(false);
  });
});

it("a key that somebody ended has ended, whatever else is true of it; one with a successor works until its end", () => {
  const at = new Date();
  const facts = { isOver: false, revokedAt: null, replacedAt: null };
  expect(keyState(facts)).toBe("works");
  expect(keyState({ ...facts, replacedAt: at })).toBe("replaced");
  expect(keyState({ ...facts, replacedAt: at, isOver: true })).toBe("ended");
  expect(keyState({ ...facts, isOver: true })).toBe("ended");
  expect(keyState({ ...facts, revokedAt: at, replacedAt: at, isOver: true })).toBe("revoked");
});
