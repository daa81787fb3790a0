import { describe, expect, it, test } from "vitest";
import { shippedDefinitions } from "../support/shipped-definitions";
import { linesThatName, providerNames } from "./provider-names";

describe("the names that the engine may not know", () => {
  it("are those of every definition that has a file, offered or not", async () => {
    const definitions = await shippedDefinitions();
    const names = definitions.flatMap(({ id, displayName }) => [id, displayName]);

    expect([...providerNames()].sort()).toEqual([...names].sort());
    expect(new Set(definitions.map(({ id }) => id))).toEqual(
      new Set(["ebay", "etsy", "foxy", "shopify", "square", "stack-auth", "stockx", "stubhub"]),
    );
  });

  test.each([
    "if (provider.id === 'stack-auth') retryOnce();",
    "const isStackAuth = true;",
    "case EBAY_HOST:",
    "const host = shop + '.myshopify.com';",
    'label: "Square"',
    "const stub_hub = 1;",
    "stockXAudience",
    "const forEtsy = true;",
    " * StubHub writes it in lower case.",
  ])("are found in %s", (line) => {
    expect(linesThatName(providerNames()).test(line)).toBe(true);
  });

  test.each(["const squared = side * side;", "const stocked = true;"])("are not seen where there are none: %s", (line) => {
    expect(linesThatName(providerNames()).test(line)).toBe(false);
  });
});
