import { expect, test } from "vitest";
import { grantedScope, joinScope, missingScope, splitScope, wantedScope } from "@/lib/core/oauth/scope";
import { stubhub } from "@/lib/core/providers/stubhub";
import { madeUpProvider } from "../../support/provider-target";

test("A17: what is asked for is the declared minimum and what the seller chose of the rest", () => {
  expect(wantedScope(stubhub, [])).toEqual(["read:sellerlistings", "write:sellerlistings"]);
  expect(wantedScope(stubhub, ["read:user", "admin:everything", "read:sellerlistings"])).toEqual([
    "read:sellerlistings",
    "write:sellerlistings",
    "read:user",
  ]);
});

test("A17: a narrower grant is never taken for the whole one", () => {
  const wanted = ["read", "write"];

  expect(missingScope(wanted, grantedScope(["read"], wanted))).toEqual(["write"]);
  expect(missingScope(wanted, grantedScope([], wanted))).toEqual(["read", "write"]);
  expect(missingScope(wanted, grantedScope(["write", "read", "email"], wanted))).toEqual([]);
});

test("a reply that does not report a scope granted what was asked for (RFC 6749 section 5.1)", () => {
  expect(grantedScope(null, ["read"])).toEqual(["read"]);
});

test("joining and splitting undo each other for every separator", () => {
  for (const separator of [" ", ",", "+"] as const) {
    expect(splitScope(joinScope(["a:1", "b"], separator), separator)).toEqual(["a:1", "b"]);
  }
  expect(splitScope("a+b", "+")).toEqual(["a", "b"]);
});

const access = madeUpProvider({
  scope: {
    separator: " ",
    required: ["profile"],
    oneOf: ["store", "account"],
    optional: ["extra"],
    implies: { account: ["store"], store: ["orders"], a: ["b"], b: ["a"] },
    known: [],
  },
});

test("of permissions that exclude each other exactly one is asked for, the proposed one unless another was chosen", () => {
  expect(wantedScope(access, [])).toEqual(["profile", "store"]);
  expect(wantedScope(access, ["account", "extra"])).toEqual(["profile", "account", "extra"]);
  expect(wantedScope(access, ["store", "account"])).toEqual(["profile", "store"]);
  expect(wantedScope(access, ["everything"])).toEqual(["profile", "store"]);
});

test("A17: what a granted permission contains is not missing, and nothing else is filled in", () => {
  const { implies } = access.scope;

  expect(missingScope(["store", "orders"], ["account"], implies)).toEqual([]);
  expect(missingScope(["account", "orders"], ["store"], implies)).toEqual(["account"]);
  expect(missingScope(["store"], ["profile"], implies)).toEqual(["store"]);
  expect(missingScope(["b", "c"], ["a"], implies)).toEqual(["c"]);
  expect(missingScope(["valueOf"], ["constructor", "toString"], implies)).toEqual(["valueOf"]);
});
