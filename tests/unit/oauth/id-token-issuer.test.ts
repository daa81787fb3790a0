import { describe, expect, test } from "vitest";
import { findClaimFault } from "@/lib/core/oauth/id-token-claims";
import { idTokenIssuer } from "@/lib/core/oauth/id-token-issuer";
import type { ProviderDefinitionInput } from "@/lib/core/providers/definition";
import { stockx } from "@/lib/core/providers/stockx";
import { madeUpProvider } from "../../support/provider-target";

type Change = Partial<ProviderDefinitionInput>;
const at = (idToken: Change["idToken"], variables: Record<string, string> = {}, change: Change = {}) =>
  idTokenIssuer({ definition: madeUpProvider({ idToken, ...change }), environmentId: "production", variables });
const place = { keys: "{auth}/keys", algorithms: ["RS256" as const] };

describe("who signs id_tokens", () => {
  test("A18: the issuer is what the definition writes, slash or no slash, and never tidied up", () => {
    for (const tail of ["", "/", "/tenant", "/Tenant/", "/a/../b"]) {
      expect(at({ issuer: `{auth}${tail}`, ...place })).toMatchObject({
        value: { issuer: `https://auth.made-up.example${tail}`, keys: "https://auth.made-up.example/keys" },
      });
    }
  });

  test("StockX: Auth0's issuer ends with a slash, and its keys lie at the well-known place", () => {
    expect(idTokenIssuer({ definition: stockx, environmentId: "production", variables: {} })).toEqual({
      ok: true,
      value: {
        issuer: "https://accounts.stockx.com/",
        keys: "https://accounts.stockx.com/.well-known/jwks.json",
        algorithms: ["RS256"],
      },
    });
  });

  test("an issuer may be named by a variable of the connection, and without it there is none", () => {
    const shops: Change = { variables: [{ name: "shop", from: "user", pattern: "[a-z]+" }] };
    const issuer = "https://{shop}.shops.example/";

    expect(at({ issuer, ...place }, { shop: "ana" }, shops)).toMatchObject({ value: { issuer: "https://ana.shops.example/" } });
    expect(at({ issuer, ...place }, {}, shops)).toEqual({ ok: false, error: { code: "missing_value", name: "shop" } });
    expect(at({ issuer, ...place }, { shop: "evil.example/" }, shops)).toMatchObject({ error: { code: "value_refused" } });
  });

  test("B11: keys lie within the environment, whoever the issuer is", () => {
    const keys = "https://keys.elsewhere.example/jwks";

    expect(at({ issuer: "https://elsewhere.example", ...place })).toMatchObject({ ok: true });
    expect(at({ issuer: "{auth}/", ...place, keys })).toMatchObject({ error: { code: "outside_environment" } });
  });

  test("of a definition that names no issuer an id_token proves nothing", () => {
    expect(at(null)).toEqual({ ok: true, value: null });
  });
});

describe("claims that the protocol library leaves to us", () => {
  const claims = { sub: "s", iat: 1_000, aud: "c" };
  const fault = (change: object) => findClaimFault({ ...claims, ...change }, { clientId: "c", nowSeconds: 1_000 });

  test("A18: the party, the beginning and the subject are looked at", () => {
    expect(fault({})).toBeNull();
    expect(fault({ azp: "c" })).toBeNull();
    for (const azp of ["d", "", null, ["c"]]) expect(fault({ azp }), String(azp)).toContain("azp");
    for (const iat of [1_061, "1000", undefined]) expect(fault({ iat }), String(iat)).toContain("iat");
    for (const iat of [1_060, 0]) expect(fault({ iat })).toBeNull();
    for (const sub of ["", "x".repeat(256), 7, undefined]) expect(fault({ sub }), String(sub)).toContain("sub");
    expect(fault({ sub: "x".repeat(255) })).toBeNull();
  });
});
