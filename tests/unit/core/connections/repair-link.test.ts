import { describe, expect, it } from "vitest";
import { isSurelySame, type LinkFacts, linkState } from "@/lib/core/connections/repair-link";

const OPEN: LinkFacts = { usedAt: null, takenBackAt: null, isExpired: false, ownerIsHere: true, revives: false };
const AT = new Date("2026-11-22T12:00:00Z");

describe("how a repair link stands", () => {
  it.each([
    ["open", {}, "NEEDS_REAUTH"],
    ["used", { usedAt: AT, isExpired: true }, "REVOKED"],
    ["taken_back", { takenBackAt: AT, isExpired: true }, "ACTIVE"],
    ["gone", { isExpired: true }, "REVOKING"],
    ["gone", {}, "REVOKED"],
    ["gone", { ownerIsHere: false }, "ACTIVE"],
    ["expired", { isExpired: true }, "PAUSED"],
  ] as const)("it is %s after what was done to it, whatever else is true", (state, facts, status) => {
    expect(linkState({ ...OPEN, ...facts }, { status })).toBe(state);
  });

  it("it leads nowhere without a connection", () => {
    expect(linkState(OPEN, null)).toBe("gone");
  });
});

describe("whether a guest brought the same account", () => {
  const keyed = { accountIssuer: "https://one.example", accountKey: "k1", accountName: "ana" };
  const named = { accountIssuer: "https://one.example", accountKey: null, accountName: "ana" };
  const nobody = { accountIssuer: "https://one.example", accountKey: null, accountName: null };
  const brought = { issuer: "https://one.example", key: "k1", name: "ana" };

  it.each([
    ["the same key, even under a new name", keyed, { ...brought, name: "ana smith" }, true],
    ["another key under the same name", keyed, { ...brought, key: "k2" }, false],
    ["the same key of another issuer", keyed, { ...brought, issuer: "https://two.example" }, false],
    ["no key where one was known", keyed, { ...brought, key: null }, false],
    ["the same name where there never was a key", named, { ...brought, key: null }, true],
    ["a key that is learnt now, under the same name", named, brought, true],
    ["another name", named, { ...brought, key: null, name: "ben" }, false],
    ["no name at all", named, { ...brought, key: null, name: null }, false],
    ["nothing where nothing was known", nobody, { ...brought, key: null, name: null }, false],
  ] as const)("%s", (_, known, account, same) => {
    expect(isSurelySame(known, account)).toBe(same);
  });
});
