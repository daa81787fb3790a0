import fc from "fast-check";
import { expect, test } from "vitest";
import { safeReturnTo } from "@/lib/core/return-to";

const OURS = "https://holdfast.example";

/** Where a browser would land, told by the address itself and by the two ways a redirect may be written. */
const landsOn = (value: string): readonly string[] => [new URL(value, OURS).origin, new URL(`${OURS}${value}`).origin];

const HOSTILE = [
  "//evil.com",
  "///evil.com",
  "/\\evil.com",
  "\\\\evil.com",
  "/.//evil.com",
  "/..//evil.com",
  "/%2e//evil.com",
  "/%2e%2e//evil.com",
  "/a/..//evil.com",
  "/connections/..//evil.com",
  "/\tevil.com",
  "/\t/evil.com",
  "/\n/evil.com",
  "/\r//evil.com",
  "/\0/evil.com",
  "\t//evil.com",
  " //evil.com",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,x",
  "https://evil.com",
  "https:evil.com",
  "http://return.invalid/connections",
  "//user:pass@evil.com",
  "/@evil.com",
  "https://holdfast.example@evil.com",
  "/connections@evil.com",
  "//evil。com",
  "/evil。com",
  "/。/evil.com",
  "//evil%E3%80%82com",
  "/%2f/evil.com",
  "/%5cevil.com",
  "/connections/%2f%2fevil.com",
  "/connections//evil.com",
  "/connections/../api/sign-out",
  "/connections#//evil.com",
  "",
  " ",
  "connections",
  ".",
  "..",
  "?x",
  "/connections\u2028",
  "/connections?q=\\\\evil.com",
  "/connections?q={x}|y",
  "/connections\\..\\api",
  `/connections?q=${"a".repeat(600)}`,
  `/${"a/".repeat(400)}`,
];

const ACTING = [
  "/api/sign-out",
  "/api/connections/con_1/disconnect",
  "/api/oauth/stubhub/callback?code=x&state=y",
  "/api/oauth/stubhub/start",
  "/api",
  "/API/sign-out",
  "/callback",
  "/sign-out",
  "/sign-in",
  "/sign-in/continue?token=x",
  "/_next/static/x.js",
  "/connections/leave/att_1",
  "/connections/leave",
  `/r/${"c".repeat(32)}/leave/att_1`,
  "/connections/a/b/c",
];

const OWN = [
  "/",
  "/connections",
  "/connections?state=reconnect&provider=stubhub&q=main%20store",
  "/connections/new",
  "/connections/new/stubhub",
  "/connections/con_a1",
  "/connections/con_a1/reconnect",
  "/connections/con_a1/disconnect",
  "/connections/result/att_1",
  "/settings/profile",
  "/help",
  "/mailbox",
  `/r/${"c".repeat(32)}`,
];

test.each(OWN)("B2: a page of ours is kept: %s", (value) => {
  expect(safeReturnTo(value)).toBe(value);
});

test.each(HOSTILE)("B1: a hostile address is dropped: %j", (value) => {
  expect(safeReturnTo(value)).toBeNull();
});

test.each(ACTING)("B2: an address that is not one of our pages is dropped: %s", (value) => {
  expect(safeReturnTo(value)).toBeNull();
});

test.each([null, undefined, 7, ["/connections"], { toString: () => "/connections" }])(
  "B1: what is not text is dropped: %j",
  (value) => {
    expect(safeReturnTo(value)).toBeNull();
  },
);

const piece = fc.constantFrom(
  "/",
  "//",
  "\\",
  "/.",
  "/..",
  "%2f",
  "%2e",
  "%5c",
  "@",
  ":",
  "?",
  "#",
  "&",
  "=",
  "\t",
  "\n",
  "\r",
  "\0",
  "。",
  "．",
  "／",
  "evil.com",
  "connections",
  "settings/profile",
  "new",
  "con_1",
  "https:",
  "javascript:",
  "[::1]",
  "localhost",
  "api",
  "sign-out",
  ".",
  "-",
  "é",
  "​",
);
const assembled = fc.array(piece, { minLength: 0, maxLength: 9 }).map((pieces) => pieces.join(""));
const mutated = fc
  .tuple(fc.constantFrom(...OWN, ...HOSTILE), fc.nat(30), piece)
  .map(([base, at, add]) => base.slice(0, at) + add + base.slice(at));

const searched = fc.tuple(fc.constantFrom(...OWN), fc.constantFrom("?", "&", "/", ""), piece).map((pieces) => pieces.join(""));

test("B1: over 30,000 generated addresses, whatever is kept stays on our own origin and is a page", () => {
  let kept = 0;

  const stays = fc.property(
    fc.oneof(
      assembled,
      mutated,
      searched,
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.webUrl({ withQueryParameters: true }),
    ),
    (value) => {
      const safe = safeReturnTo(value);
      if (safe === null) return;
      kept += 1;
      expect(landsOn(safe)).toEqual([OURS, OURS]);
      expect(new URL(safe, OURS).pathname).not.toMatch(/^\/(api|_next|sign-)|\/\/|\\|leave/);
    },
  );
  fc.assert(stays, { numRuns: 30_000 });

  // A rule that keeps nothing would pass as well.
  expect(kept).toBeGreaterThan(300);
});
