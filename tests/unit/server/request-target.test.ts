import { expect, test } from "vitest";
import { isPlainTarget } from "@/lib/server/request-target";

const PLAIN = [
  "/",
  "/connections",
  "/connections?q=main%20store&state=",
  "/connections/new/stubhub",
  "/_next/static/chunks/app-1a2b.js",
  "/_next/static/media/inter%20var.woff2",
  "/api/oauth/stubhub/callback?code=a%2Fb//c%5C&state=..%2F",
  "/connections?next=//evil.com/../x",
];

const CROOKED = [
  "//evil.com",
  "/connections//con_1",
  "/connections/%2f/con_1",
  "/connections%2Fcon_1",
  "/connections\\con_1",
  "/connections%5ccon_1",
  "/./connections",
  "/connections/../api",
  "/connections/..",
  "/connections/.",
  "/%2e%2e/api",
  "/connections/%2E%2E/api",
  "/connections%00",
  "/connections%252f",
  "/connections%",
  "/connections%zz",
  "/connections#x",
  "/conn ections",
  "/conn\tections",
  "/connéctions",
  "http://evil.com/connections",
  "*",
  "",
  "connections",
];

test.each(PLAIN)("an address that our pages make is let in: %s", (target) => {
  expect(isPlainTarget(target)).toBe(true);
});

test.each(CROOKED)("E2: an address that routers could read in two ways is turned away: %j", (target) => {
  expect(isPlainTarget(target)).toBe(false);
});

test("A13: a 64 kB query is turned away unread, a long honest one is not", () => {
  expect(isPlainTarget(`/api/oauth/stubhub/callback?code=${"a".repeat(64 * 1024)}`)).toBe(false);
  expect(isPlainTarget(`/api/oauth/stubhub/callback?code=${"a".repeat(8 * 1024)}`)).toBe(true);
});
