import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { BUCKETS, connectionId, looksLikeId, publicId, reference } from "@/lib/core/ids";

const random = () => randomBytes(18).toString("base64url");

it("an id tells its kind, and a connection's id its bucket", () => {
  expect(publicId("usr", "abc")).toBe("usr_abc");
  expect([connectionId(0, "x"), connectionId(BUCKETS - 1, "x")]).toEqual(["con_00x", "con_3fx"]);
});

it("every id that is made looks like one of its kind and of no other", () => {
  for (let n = 0; n < 500; n++) {
    expect(looksLikeId("usr", publicId("usr", random()))).toBe(true);
    expect(looksLikeId("con", connectionId(n % BUCKETS, random()))).toBe(true);
    expect(looksLikeId("att", publicId("usr", random()))).toBe(false);
  }
});

it.each([
  "",
  "usr_",
  "usr_short",
  "usr_../../../../etc/passwd",
  `usr_${"a".repeat(49)}`,
  `usr_${"a".repeat(20)}\n`,
  `USR_${"a".repeat(20)}`,
  `usr_${"é".repeat(20)}`,
])("what somebody typed is no id: %j", (value) => {
  expect(looksLikeId("usr", value)).toBe(false);
});

it("a reference can be read out: five characters that nobody mistakes for another", () => {
  for (let n = 0; n < 500; n++) expect(reference(Math.random)).toMatch(/^[2-9A-HJKMNP-TV-Z]{2}-[2-9A-HJKMNP-TV-Z]{3}$/);
  expect([reference(() => 0), reference(() => 0.999999)]).toEqual(["22-222", "ZZ-ZZZ"]);
});
