import { expect, it } from "vitest";
import { systemRandomness } from "@/lib/adapters/crypto/randomness";
import { newSetupCode, plainCode } from "@/lib/core/sign-in/setup-code";

it("a setup code is twenty letters that nobody misreads, and never the same twice", () => {
  const codes = Array.from({ length: 1000 }, () => newSetupCode(systemRandomness.fraction));

  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){4}$/);
  expect(new Set(codes).size).toBe(1000);
  expect(new Set(codes.join("").replaceAll("-", "")).size).toBe(30);
});

it("blanks, dashes and case decide nothing, everything else does", () => {
  expect(plainCode(" k7qx 4mnp-k7qx\t")).toBe(plainCode("K7QX-4MNP-K7QX"));
  expect(plainCode("K7QX-4MNP")).not.toBe(plainCode("K7QX-4MNQ"));
});
