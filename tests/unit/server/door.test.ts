import { expect, test } from "vitest";
import { canonicalAddress } from "@/lib/server/canonical-host";
import { turnedAway } from "@/lib/server/door";

const appOrigin = "http://localhost:3000";
const ask = (method: string, url: string, headers: Record<string, string> = {}) =>
  turnedAway({ method, url, headers }, appOrigin);
const ours = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };

test("a page request and a form of ours are let in", () => {
  expect(ask("GET", "/connections")).toBeNull();
  expect(ask("POST", "/api/sign-out", { ...ours, "content-length": "0" })).toBeNull();
});

test("D5: a form from elsewhere is turned away", () => {
  expect(ask("POST", "/api/sign-out", { "sec-fetch-site": "cross-site" })).toBe(403);
  expect(ask("POST", "/api/sign-out")).toBe(403);
});

test("A13: an oversized callback is turned away", () => {
  expect(ask("GET", `/api/oauth/stubhub/callback?state=${"s".repeat(64 * 1024)}`)).toBe(400);
});

test("a body that is too long, unmeasured or made of parts is turned away", () => {
  expect(ask("POST", "/api/sign-in", { ...ours, "content-length": "65536" })).toBeNull();
  expect(ask("POST", "/api/sign-in", { ...ours, "content-length": "65537" })).toBe(413);
  expect(ask("POST", "/api/sign-in", { ...ours, "content-length": "x" })).toBe(413);
  expect(ask("POST", "/api/sign-in", { ...ours, "transfer-encoding": "chunked" })).toBe(411);
  expect(ask("POST", "/api/sign-in", { ...ours, "content-type": "Multipart/form-data; boundary=x" })).toBe(415);
});

test.each(["TRACE", "CONNECT", "PROPFIND", ""])("an unknown method is turned away: %s", (method) => {
  expect(ask(method, "/connections", ours)).toBe(405);
});

test("a loopback page asked for by another name is sent to its own", () => {
  expect(canonicalAddress("GET", "/mailbox?x=1", "evil.example:3000", appOrigin, false)).toBe(
    "http://localhost:3000/mailbox?x=1",
  );
  expect(canonicalAddress("GET", "/", "127.0.0.1:3000", appOrigin, false)).toBe("http://localhost:3000/");
  expect(canonicalAddress("GET", "/", undefined, appOrigin, false)).toBe("http://localhost:3000/");
});

test("names are left alone where they fit, where a proxy stands and where a form is judged by its origin", () => {
  expect(canonicalAddress("GET", "/", "localhost:3000", appOrigin, false)).toBeNull();
  expect(canonicalAddress("GET", "/", "10.0.0.3:3000", "https://holdfast.example", false)).toBeNull();
  expect(canonicalAddress("GET", "/", "127.0.0.1:3001", appOrigin, true)).toBeNull();
  expect(canonicalAddress("POST", "/api/sign-out", "evil.example:3000", appOrigin, false)).toBeNull();
});
