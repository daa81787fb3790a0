import { expect, test } from "vitest";
import { all, one } from "@/lib/web/search-params";

test("a value that stands once is taken, and what no field of ours could have sent is as if it were not there", () => {
  expect(one({ q: "shop" }, "q")).toBe("shop");
  for (const sent of [{}, { q: "" }, { q: ["shop", "other"] }, { q: "a\0b" }, { q: "\0" }, { q: "x".repeat(1001) }])
    expect(one(sent, "q"), JSON.stringify(sent)).toBeNull();
});

test("of several values those are taken that are text", () => {
  expect(all({ scope: "a" }, "scope")).toEqual(["a"]);
  expect(all({ scope: ["a", "b\0", "c"] }, "scope")).toEqual(["a", "c"]);
  expect(all({}, "scope")).toEqual([]);
});
