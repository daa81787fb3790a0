import { describe, expect, test } from "vitest";
import { readAuthorizationResponse } from "@/lib/core/oauth/authorization-response";
import { stubhub } from "@/lib/core/providers/stubhub";
import { madeUpProvider } from "../../support/provider-target";

const read = (query: string) => readAuthorizationResponse(stubhub, new URLSearchParams(query));

describe("A13: parameters that no honest provider sends", () => {
  test.each(["code=a&code=b&state=s", "code=a&state=s&state=t", "code=a&state=s&error=x&error=y", "code=a&state=s&iss=x&iss=x"])(
    "A13: a repeated parameter refuses the response (%s)",
    (query) => {
      expect(read(query)).toMatchObject({ kind: "malformed", why: "duplicate_parameter" });
    },
  );

  test.each(["code[]=a&state=s", "code[0]=a&state=s", "code.x=a&state=s", "state=s"])(
    "A13: a list or an object is no code (%s)",
    (query) => {
      expect(read(query)).toMatchObject({ kind: "malformed", why: "no_code" });
    },
  );

  test("A13: __proto__ and constructor change nothing", () => {
    const response = read("code=a&state=s&__proto__=x&__proto__[code]=y&constructor=z");

    expect(response).toEqual({ kind: "code", state: "s", code: "a", iss: null, captured: {} });
    expect(({} as Record<string, unknown>)["code"]).toBeUndefined();
  });

  test("A13: a query of 64 kB is refused unread", () => {
    expect(read(`code=${"a".repeat(64 * 1024)}&state=s`)).toEqual({ kind: "malformed", state: null, why: "too_long" });
    expect(read(`code=a&state=${"s".repeat(64 * 1024)}`)).toEqual({ kind: "malformed", state: null, why: "too_long" });
  });
});

test("A5: the issuer of the response is read, so that it can be compared", () => {
  expect(read("code=a&state=s&iss=https%3A%2F%2Fevil.example")).toMatchObject({ kind: "code", iss: "https://evil.example" });
});

test("a provider's own parameter names are read, and what it adds is captured once", () => {
  const definition = madeUpProvider({
    callback: { names: { code: "spapi_oauth_code" }, capture: { selling_partner_id: "seller" }, stateOnError: "always" },
  });

  const response = readAuthorizationResponse(definition, new URLSearchParams("spapi_oauth_code=a&state=s&selling_partner_id=A1"));
  const twice = readAuthorizationResponse(
    definition,
    new URLSearchParams("spapi_oauth_code=a&state=s&selling_partner_id=A1&selling_partner_id=A2"),
  );

  expect(response).toMatchObject({ kind: "code", code: "a", captured: { seller: "A1" } });
  expect(twice).toMatchObject({ kind: "malformed", why: "duplicate_parameter" });
});

test("a shop that the response spells out as a host is captured as the variable stands for it", () => {
  const shop = { name: "shop", from: "user" as const, pattern: "[a-z-]+", suffix: ".shops.example" };
  const definition = madeUpProvider({
    variables: [shop],
    callback: { names: {}, capture: { shop: "shop" }, verify: { hmacSha256: "hmac" }, stateOnError: "always" },
  });
  const readShop = (query: string) => readAuthorizationResponse(definition, new URLSearchParams(`code=a&state=s&${query}`));

  expect(readShop("shop=my-shop.shops.example")).toMatchObject({ kind: "code", captured: { shop: "my-shop" } });
  expect(readShop("shop=my-shop.evil.example")).toMatchObject({ kind: "code", captured: { shop: "my-shop.evil.example" } });
  expect(readShop("shop=a.shops.example&hmac=1&hmac=2")).toMatchObject({ kind: "malformed", why: "duplicate_parameter" });
});
