import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readsLikeWords } from "@/lib/core/reads-like-words";

const SMALL = "abcdefghijklmnopqrstuvwxyz";
const CAPITAL = SMALL.toUpperCase();
const DIGITS = "0123456789";
const TRIED = 20_000;

describe("a text without blanks", () => {
  it.each([
    ["base64url", `${SMALL}${CAPITAL}${DIGITS}-_`],
    ["base64", `${SMALL}${CAPITAL}${DIGITS}+/`],
    ["base62", SMALL + CAPITAL + DIGITS],
    ["base36", SMALL + DIGITS],
    ["base32", `${CAPITAL}234567`],
    ["hexadecimal", `${DIGITS}abcdef`],
  ])("of 32 random characters of %s reads like words less than once in 10,000 times", { timeout: 30_000 }, (_, alphabet) => {
    const random = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 32, maxLength: 32 });
    const wordy = fc.sample(random, { numRuns: TRIED, seed: 20_261_122 }).filter(readsLikeWords);

    expect(wordy.length / TRIED).toBeLessThan(1 / 10_000);
  });

  it.each(["jbqswydpfhpkgxpzkqvjxwzm", "erOnReInTeStEnAtOrTiEsArDe", "bcdfghjklmnpqrstvwxzbcdf", "0123456789012345678901234567"])(
    "%s does not read like words",
    (text) => {
      expect(readsLikeWords(text)).toBe(false);
    },
  );

  it.each([
    "/lib/core/oauth/authorization-response.ts",
    "node_modules/oauth4webapi/build/index.js",
    "skipMiddlewareUrlNormalize",
    "OAUTH_RESPONSE_IS_NOT_CONFORM",
    "provider_unavailable.retry.later",
    "short1x9z",
    "------------------------------",
  ])("%s reads like words", (text) => {
    expect(readsLikeWords(text)).toBe(true);
  });

  it("does not read like words with a random stretch anywhere in it", () => {
    const hidden = "q7Jx2vLkT9mWzR4nB8sYcD1f";

    expect(readsLikeWords(`/connections/settings/${hidden}/notifications/overview`)).toBe(false);
    expect(readsLikeWords(`${hidden}/notifications`)).toBe(false);
    expect(readsLikeWords(`/notifications/overview/${hidden}`)).toBe(false);
  });
});
