import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { environmentOrigins, expandAddress, plainHttpOrigins } from "@/lib/core/oauth/endpoints";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { madeUpProvider } from "../../support/provider-target";

type Bases = Record<string, string>;
const shop = { name: "shop", from: "user", pattern: ".*" } as const;
const country = { name: "country", from: "user", values: ["www.made-up.example", "www.made-up.example.br"] } as const;

const definition = madeUpProvider({ variables: [{ ...shop }, { ...country, values: [...country.values] }] });
const definitionWith = (bases: Bases, allowHttp = false): ProviderDefinition => ({
  ...definition,
  environments: { production: { label: "Made Up", isTest: false, bases, allowHttp } },
});
const expand = (bases: Bases, template: string, variables: Record<string, string> = {}, allowHttp = false) => {
  const result = expandAddress(
    { definition: definitionWith(bases, allowHttp), environmentId: "production", variables },
    template,
  );
  return result.ok ? result.value.href : result.error.code;
};
const shops = { shop: "https://{shop}.shops.example" };

describe("addresses are made of bases and single parts", () => {
  test("a base brings its path along, and a slash at the end stays", () => {
    expect(expand({ api: "https://api.example/v1" }, "{api}/oauth/token/")).toBe("https://api.example/v1/oauth/token/");
  });

  test("a variable fills one label of a host or one segment of a path", () => {
    expect(expand(shops, "{shop}/admin", { shop: "my-shop" })).toBe("https://my-shop.shops.example/admin");
    expect(expand({ api: "https://api.example" }, "{api}/stores/{shop}/x", { shop: "s_1.a~b-c" })).toBe(
      "https://api.example/stores/s_1.a~b-c/x",
    );
  });

  test("B7: what would leave its label or segment is refused", () => {
    for (const value of [
      "evil.example/",
      "evil.example#",
      "a.b",
      "a@b",
      "a:1",
      "a b",
      "",
      "..",
      "a/b",
      "a%2fb",
      "a\\b",
      "x".repeat(200),
      "\u2488",
      "-a",
    ]) {
      expect(expand(shops, "{shop}/admin", { shop: value }), JSON.stringify(value)).toBe("value_refused");
    }
    for (const value of ["..", ".", "a/b", "a%2fb", "a?b", "a#b", "a\\b", ""]) {
      expect(expand({ api: "https://api.example" }, "{api}/s/{shop}", { shop: value }), JSON.stringify(value)).toBe(
        "value_refused",
      );
    }
  });

  test("B7: a pattern never fills the whole domain, a closed list may", () => {
    expect(expand({ site: "https://{shop}" }, "{site}/x", { shop: "2130706433" })).toBe("value_refused");
    expect(expand({ site: "https://api.{shop}" }, "{site}/x", { shop: "com" })).toBe("value_refused");
    expect(expand({ site: "https://{country}" }, "{site}/x", { country: "www.made-up.example.br" })).toBe(
      "https://www.made-up.example.br/x",
    );
    expect(expand({ site: "https://{country}" }, "{site}/x", { country: "www.evil.example" })).toBe("value_refused");
  });

  test("B7: an address that is spelled out must lie at an origin of the environment", () => {
    expect(expand({ api: "https://api.example" }, "https://api.example/token")).toBe("https://api.example/token");
    expect(expand({ api: "https://api.example" }, "https://other.example/token")).toBe("outside_environment");
    expect(expand({ api: "https://api.example" }, "https://api.example@evil.example/token")).toBe("not_an_address");
    expect(expand({ api: "https://api.example" }, "https://api.example:8443/token")).toBe("outside_environment");
  });

  test("plain http is for an environment that was composed for it", () => {
    expect(expand({ api: "http://127.0.0.1:4000/look" }, "{api}/token")).toBe("not_https");
    expect(expand({ api: "http://127.0.0.1:4000/look" }, "{api}/token", {}, true)).toBe("http://127.0.0.1:4000/look/token");
    expect(
      plainHttpOrigins({
        definition: definitionWith({ api: "http://127.0.0.1:4000/look" }, true),
        environmentId: "production",
        variables: {},
      }),
    ).toEqual(["http://127.0.0.1:4000"]);
  });

  test("what is missing or unknown is named", () => {
    expect(expand(shops, "{shop}/x")).toBe("missing_value");
    expect(expand(shops, "{nothing}/x")).toBe("unknown_name");
    expect(expand(shops, "{shop}/{other}", { shop: "a" })).toBe("unknown_name");
    expect(
      expandAddress({ definition: definitionWith(shops), environmentId: "__proto__", variables: {} }, "{shop}/x"),
    ).toMatchObject({
      error: { code: "unknown_environment" },
    });
  });
});

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const base = fc.oneof(
  label.map((name) => `https://${name}.example`),
  label.map((name) => `https://{shop}.${name}.example/v1`),
  label.map((name) => `https://${name}.example/{shop}`),
);
const hostile = fc.constantFrom(
  "evil.example",
  "evil.example/",
  "@evil.example",
  "..",
  "a/../..",
  "\\evil",
  "#",
  "?",
  "%2e%2e",
  "127.0.0.1",
  "0x7f000001",
  "a\tb",
  "\u3002",
  "{api}",
  "a.b",
);
const value = fc.oneof(hostile, fc.string({ maxLength: 40 }), fc.string({ unit: "binary", maxLength: 20 }), label);
const piece = fc.oneof(
  hostile,
  label,
  fc.constantFrom("{shop}", "{country}", "/", "//", ".", ":", "@", "\\"),
  fc.string({ maxLength: 8 }),
);
const template = fc.oneof(
  fc.array(piece, { maxLength: 5 }).map((pieces) => `{api}${pieces.join("")}`),
  fc.array(piece, { maxLength: 5 }).map((pieces) => `https://${pieces.join("")}`),
);

test("B7: no definition and no variable yields an address outside the environment's own hosts (20,000 tries)", () => {
  let reached = 0;
  const property = fc.property(base, template, value, (api, text, chosen) => {
    const scope = {
      definition: definitionWith({ api }),
      environmentId: "production",
      variables: { shop: chosen, country: "www.made-up.example" },
    };
    const result = expandAddress(scope, text);
    if (!result.ok) return;
    reached += 1;

    const host = api.replace(/^https:\/\/([^/]*).*$/, "$1");
    const fixed = host.replace("{shop}", "");
    expect(environmentOrigins(scope)).toContain(result.value.origin);
    expect(result.value.hostname.endsWith(fixed)).toBe(true);
    expect(result.value.hostname.split(".")).toHaveLength(host.split(".").length);
    expect([result.value.protocol, result.value.port, result.value.username]).toEqual(["https:", "", ""]);
  });

  fc.assert(property, { numRuns: 20_000 });
  expect(reached).toBeGreaterThan(1000);
});
