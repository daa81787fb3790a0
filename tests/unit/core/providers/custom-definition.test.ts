import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { environmentOrigins, expandAddress } from "@/lib/core/oauth/endpoints";
import { customDefinition, readEndpoint, type TypedProvider } from "@/lib/core/providers/custom-definition";
import { scopeView } from "@/lib/services/present-provider";
import { typedFrom } from "@/lib/services/providers/typed-provider";

const TYPED: TypedProvider = {
  name: "Acme",
  issuer: "https://login.acme.example/",
  authorize: "https://login.acme.example/authorize",
  token: "https://token.acme.example/v2/token",
  revoke: "",
  keys: "https://login.acme.example/keys",
  api: "",
  scopes: "openid  offline_access openid",
  method: "post",
};
const HERE = { id: "own-acme-x", environmentId: "r1", allowLoopback: false };
const made = (change: Partial<TypedProvider> = {}, here: Partial<typeof HERE> = {}) =>
  customDefinition({ ...TYPED, ...change }, { ...HERE, ...here });

describe("a provider that an admin describes", () => {
  it("may be called at the origins of its addresses and nowhere else", () => {
    const result = made();
    if (!result.ok) throw new Error(result.error);
    const scope = { definition: result.value, environmentId: "r1", variables: {} };
    expect(environmentOrigins(scope).toSorted()).toEqual(["https://login.acme.example", "https://token.acme.example"]);
    const token = expandAddress(scope, result.value.token.endpoint);
    expect(token.ok && token.value.href).toBe(TYPED.token);
    expect(result.value).toMatchObject({
      issuer: "https://login.acme.example/",
      idToken: { issuer: "{site1}/" },
      identity: [{ from: "jwt", id: "sub", stable: true }],
      scope: { required: ["openid", "offline_access"] },
      environments: { r1: { isTest: false, allowHttp: false } },
    });
  });

  it("does not say whose account it is where nobody signs that", () => {
    const result = made({ keys: "" });
    expect(result).toMatchObject({ ok: true, value: { idToken: null, identity: [{ from: "fingerprint", stable: false }] } });
  });

  it("has a sentence for each permission that an admin wrote one for, and shows it in the form as it was written", () => {
    const scopes =
      "openid offline_access\r\norders.read = See your \u202e orders\nurl:https://x.example/a?b=c\n\nstock= Change stock";
    const result = made({ scopes });
    if (!result.ok) throw new Error(result.error);
    expect(result.value.scope).toMatchObject({
      required: ["openid", "offline_access", "orders.read", "url:https://x.example/a?b=c", "stock"],
      words: { "orders.read": "See your orders", stock: "Change stock" },
    });
    expect(scopeView(result.value, "stock", true)).toMatchObject({ value: "stock", words: "Change stock" });
    const { scopes: shown } = typedFrom(result.value);
    expect(shown).toBe(
      "openid\noffline_access\norders.read = See your orders\nurl:https://x.example/a?b=c\nstock = Change stock",
    );
    expect(made({ scopes: shown })).toEqual(result);
    expect(made({ scopes: `a = ${"x".repeat(121)}` })).toEqual({ ok: false, error: "scopes" });
  });

  it.each([
    ["name", { name: "  " }],
    ["authorize", { authorize: "" }],
    ["authorize", { authorize: "http://login.acme.example/a" }],
    ["token", { token: "https://user:word@acme.example/t" }],
    ["token", { token: "https://acme.example/t?x=1" }],
    ["token", { token: "https://{shop}.acme.example/t" }],
    ["token", { token: "javascript:alert(1)" }],
    ["keys", { keys: "not an address" }],
    ["scopes", { scopes: 'read "all"' }],
    ["method", { method: "hook" }],
  ] as const)("is refused for its %s, and the field is named: %j", (field, change) => {
    expect(made(change)).toEqual({ ok: false, error: field });
  });

  it("may be on this machine in a trial only, and its connections are tests then", () => {
    const local = { authorize: "http://127.0.0.1:4000/a", token: "http://localhost:4000/t", issuer: "", keys: "" };
    expect(made(local)).toEqual({ ok: false, error: "authorize" });
    expect(made(local, { allowLoopback: true } as Partial<typeof HERE>)).toMatchObject({
      ok: true,
      value: { environments: { r1: { isTest: true, allowHttp: true } } },
    });
    expect(made({ ...local, token: "http://10.0.0.1/t" }, { allowLoopback: true } as Partial<typeof HERE>)).toMatchObject({
      ok: false,
    });
  });

  it("is never reached over plain http, whatever is typed", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const read = readEndpoint(url, false);
        expect(read === null || (read.protocol === "https:" && read.search === "" && read.hash === "")).toBe(true);
      }),
    );
  });
});
