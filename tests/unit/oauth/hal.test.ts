import { expect, test } from "vitest";
import { embeddedItems, isItemOf, linkTo } from "@/lib/core/oauth/hal";

const AT = "https://api.made-up.example/stores/7?limit=2";
const linked = (links: unknown) => ({ _links: links });

test.each([
  ["an address", { "x:token": { href: "https://api.made-up.example/token" } }, "https://api.made-up.example/token"],
  ["a path", { "x:token": { href: "/token" } }, "https://api.made-up.example/token"],
  ["a path beside it", { "x:token": { href: "items" } }, "https://api.made-up.example/stores/items"],
  ["another host without a scheme", { "x:token": { href: "//evil.example/token" } }, "https://evil.example/token"],
  ["the first of several", { "x:token": [{ href: "/one" }, { href: "/two" }] }, "https://api.made-up.example/one"],
  ["a template", { "x:token": { href: "/token{?a}", templated: true } }, null],
  ["no address", { "x:token": { href: "https://" } }, null],
  ["a number", { "x:token": { href: 7 } }, null],
  ["a bare text", { "x:token": "/token" }, null],
  ["another relation", { "x:tokens": { href: "/token" } }, null],
  ["no links", undefined, null],
])("a link that is %s leads where it says, before anybody follows it", (_, links, expected) => {
  expect(linkTo(linked(links), "x:token", AT)).toBe(expected);
});

test("no relation reaches what every object has", () => {
  expect(linkTo(linked({}), "constructor", AT)).toBeNull();
  expect(linkTo(JSON.parse('{"_links":{"__proto__":{"href":"/x"}}}'), "href", AT)).toBeNull();
  expect(embeddedItems({ _embedded: {} }, "constructor")).toEqual([]);
});

test("embedded items are a list, one alone, or left out", () => {
  expect(embeddedItems({ _embedded: { items: [{ n: 1 }, { n: 2 }] } }, "items")).toEqual([{ n: 1 }, { n: 2 }]);
  expect(embeddedItems({ _embedded: { items: { n: 1 } } }, "items")).toEqual([{ n: 1 }]);
  expect(embeddedItems({ _embedded: { others: [1] } }, "items")).toEqual([]);
  expect(embeddedItems({ items: [1] }, "items")).toEqual([]);
});

test("an item is ours when every member fits, and never when there is nothing to compare", () => {
  const item = { client_id: "a", owner: { id: 7 } };
  expect(isItemOf(item, [["client_id", "a"]])).toBe(true);
  expect(
    isItemOf(item, [
      ["client_id", "a"],
      ["owner.id", "7"],
    ]),
  ).toBe(true);
  expect(
    isItemOf(item, [
      ["client_id", "a"],
      ["owner.id", "8"],
    ]),
  ).toBe(false);
  expect(isItemOf(item, [["missing", ""]])).toBe(false);
  expect(isItemOf(item, [])).toBe(false);
});
