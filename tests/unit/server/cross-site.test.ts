import { expect, test } from "vitest";
import { mayChange, type Provenance } from "@/lib/server/cross-site";

const appOrigin = "https://holdfast.example";
const request = (over: Partial<Provenance>): Provenance => ({
  method: "POST",
  secFetchSite: "same-origin",
  origin: appOrigin,
  appOrigin,
  ...over,
});

test.each(["POST", "PUT", "PATCH", "DELETE"])("D5: a %s from a page of ours may change something", (method) => {
  expect(mayChange(request({ method }))).toBe(true);
});

test.each(["cross-site", "same-site", "none", "", "Same-Origin", "same-origin, cross-site"])(
  "D5: a form from elsewhere is refused even with our Origin: %j",
  (secFetchSite) => {
    expect(mayChange(request({ secFetchSite }))).toBe(false);
  },
);

test("D5: a page without a referrer sends Origin null and is still known by Sec-Fetch-Site", () => {
  expect(mayChange(request({ origin: "null" }))).toBe(true);
});

test("D5: a browser without Sec-Fetch-Site is judged by its Origin", () => {
  expect(mayChange(request({ secFetchSite: null }))).toBe(true);
});

test.each([
  "null",
  "https://evil.example",
  "http://holdfast.example",
  "https://holdfast.example:8443",
  "https://sub.holdfast.example",
  "https://holdfast.example.evil.com",
  "https://holdfast.example, https://evil.example",
  "HTTPS://HOLDFAST.EXAMPLE",
])("D5: without Sec-Fetch-Site another Origin is refused: %s", (origin) => {
  expect(mayChange(request({ secFetchSite: null, origin }))).toBe(false);
});

test("D5: a request that says neither is refused", () => {
  expect(mayChange(request({ secFetchSite: null, origin: null }))).toBe(false);
});

test.each(["GET", "HEAD", "OPTIONS"])("a link from another site may be followed: %s", (method) => {
  expect(mayChange(request({ method, secFetchSite: "cross-site", origin: "https://evil.example" }))).toBe(true);
});
