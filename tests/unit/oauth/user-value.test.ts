import fc from "fast-check";
import { expect, test } from "vitest";
import { expandAddress } from "@/lib/core/oauth/endpoints";
import { readUserValue, withoutSuffix } from "@/lib/core/oauth/user-value";
import { shopify } from "@/lib/core/providers/shopify";
import { typedValues } from "@/lib/services/typed-values";
import { madeUpProvider } from "../../support/provider-target";

const SUFFIX = ".myshopify.com";
const [shop] = shopify.variables;
if (!shop) throw new Error("the definition has no shop");
const read = (typed: string) => readUserValue(shop, typed);

test("a seller may type the first part, the whole host, or paste an address of the shop", () => {
  for (const typed of [
    "my-shop",
    "  My-Shop\n",
    "my-shop.myshopify.com",
    "MY-SHOP.MyShopify.com",
    "https://my-shop.myshopify.com",
    "https://my-shop.myshopify.com/",
    "https://my-shop.myshopify.com/admin/products?limit=50#top",
    "HTTPS://My-Shop.myshopify.com?x=https://evil.example",
    "https://admin.shopify.com/store/my-shop",
    "https://admin.shopify.com/store/My-Shop/settings/domains?a=b",
    "admin.shopify.com/store/my-shop#top",
  ])
    expect(read(typed), typed).toBe("my-shop");
});

test("B7: what is no single shop is refused", () => {
  for (const typed of [
    "",
    "https://admin.shopify.com/store/",
    "https://admin.shopify.com/store/my.shop",
    "https://admin.shopify.com/store/@evil.example",
    "https://admin.shopify.com.evil.example/store/my-shop",
    " ",
    ".",
    "..",
    ".myshopify.com",
    "a.b",
    "a.b.myshopify.com",
    "my-shop.myshopify.com.",
    "my-shop.myshopify.com.evil.example",
    "my-shop.myshopify.com:8443",
    "my-shop.myshopify.com@evil.example",
    "evil.example/my-shop.myshopify.com",
    "evil.example/.myshopify.com",
    "evil.example#.myshopify.com",
    "evil.example?.myshopify.com",
    "https://evil.example/.myshopify.com",
    "https://user:pass@my-shop.myshopify.com",
    "https://evil.example\\.myshopify.com",
    "http://my-shop.myshopify.com",
    "//my-shop.myshopify.com",
    "javascript:alert(1)",
    "127.0.0.1",
    "[::1]",
    "0x7f.0.0.1",
    "my shop",
    "my_shop",
    "my%2dshop",
    "my\u2010shop",
    "m\u0443-shop",
    "\u212Aing",
    "my-shop\u3002evil",
    "my-shop\0",
    "-shop",
    "shop-",
    "{shop}",
    "{store}",
    "a".repeat(64),
    "a".repeat(600),
    `${" ".repeat(600)}my-shop`,
  ])
    expect(read(typed), JSON.stringify(typed)).toBeNull();
});

test("a variable without an end of its own is taken as it was typed, or not at all", () => {
  const [region] = madeUpProvider({ variables: [{ name: "region", from: "user", values: ["na", "EU"] }] }).variables;
  if (!region) throw new Error("no variable");

  expect(readUserValue(region, " EU ")).toBe("EU");
  expect(readUserValue(region, "eu")).toBeNull();
});

test("the end of a host is cut off once and only at the end", () => {
  expect(withoutSuffix(shop, "a.myshopify.com.myshopify.com")).toBe("a.myshopify.com");
  expect(withoutSuffix(shop, "a.myshopify.com.evil")).toBe("a.myshopify.com.evil");
  expect(withoutSuffix({}, "a.myshopify.com")).toBe("a.myshopify.com");
});

const piece = fc.constantFrom(
  ..."aZ09-_.:/\\@#?%&= \t\n\0{}[]$".split(""),
  ..."..;//;\\\\;%2e;%2F;%00;@evil.example;.evil.example;/.myshopify.com;.myshopify.com;.MYSHOPIFY.COM;myshopify.com".split(";"),
  ..."127.0.0.1;2130706433;0x7f.1;0177.0.0.1;[::1];::ffff:7f00:1;localhost;169.254.169.254;https://;http://;xn--;xn--p1ai".split(
    ";",
  ),
  ..."\u3002;\uFF0E;\u2044;\uFF0F;\u200B;\u202E;\u0130;\u212A;\u017F;\u00DF;\uFF41;\u2488;\uD800;{shop};{store};javascript:".split(
    ";",
  ),
);
const hostile = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.array(piece, { maxLength: 6 }).map((parts) => `${parts.join("")}${SUFFIX}`),
  fc.array(piece, { maxLength: 6 }).map((parts) => `my-shop${parts.join("")}`),
  fc.array(piece, { maxLength: 6 }).map((parts) => `https://${parts.join("")}${SUFFIX}/admin`),
  fc.stringMatching(/^[a-z0-9-]{1,70}$/),
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,20}\.myshopify\.com$/),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ minLength: 590, maxLength: 620 }),
);

test("B7: whatever is typed, 20,000 times, authorization and token stay one label below the platform's domain, or it is refused", () => {
  let passed = 0;
  fc.assert(
    fc.property(hostile, (typed) => {
      const values = typedValues(shopify, "production", { own: {}, typed: { shop: typed }, operator: {} });
      if (!values.ok) return;
      passed += 1;
      for (const endpoint of [shopify.authorization.endpoint, shopify.token.endpoint]) {
        const address = expandAddress({ definition: shopify, environmentId: "production", variables: values.value }, endpoint);
        if (!address.ok) throw new Error("passed and gives no address");
        expect(address.value.href).toMatch(
          /^https:\/\/[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?\.myshopify\.com\/admin\/oauth\/(authorize|access_token)$/,
        );
        expect(address.value.hostname).toBe(address.value.host);
      }
    }),
    { numRuns: 20_000 },
  );
  // Not everything is refused, or this would prove nothing.
  expect(passed).toBeGreaterThan(2_000);
}, 60_000);

test("B7: the same holds for a value that comes past the form, such as one that is stored", () => {
  let passed = 0;
  fc.assert(
    fc.property(hostile, (value) => {
      const scope = { definition: shopify, environmentId: "production", variables: { shop: value } };
      const address = expandAddress(scope, shopify.token.endpoint);
      if (!address.ok) return;
      passed += 1;
      expect(address.value.hostname).toMatch(/^[a-z0-9-]{1,60}\.myshopify\.com$/);
    }),
    { numRuns: 20_000 },
  );
  expect(passed).toBeGreaterThan(1_000);
}, 60_000);
