import { describe, expect, test } from "vitest";
import { isOtherAccount } from "@/lib/core/oauth/other-account";
import type { TokenGrant } from "@/lib/core/ports/provider-client";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { jwt } from "../../support/jwt";

type Identity = ProviderDefinition["identity"];

const answered = (sub: string | undefined, change: Partial<TokenGrant> = {}): TokenGrant => ({
  accessToken: "a",
  refreshToken: null,
  idToken: null,
  idTokenClaims: sub === undefined ? null : { iss: "https://issuer.example/", sub },
  tokenType: "bearer",
  scope: null,
  accessLifetimeSeconds: 3600,
  accessLifetimeSource: "reply",
  refreshLifetimeSeconds: null,
  variables: {},
  ...change,
});
const idToken: Identity[number] = { from: "jwt", token: "id_token", id: "sub", name: null, stable: true };
const shop: Identity[number] = { from: "variable", name: "shop", label: null, stable: true };
const isOther = (identity: Identity, grant: TokenGrant, key: string | null = "sub-1") =>
  isOtherAccount({ id: "made-up", issuer: null, identity }, grant, key);

describe("a renewal that names an account", () => {
  test("is another's when it names another, and ours when it names ours", () => {
    expect(isOther([idToken], answered("sub-2"))).toBe(true);
    expect(isOther([idToken], answered("sub-1"))).toBe(false);
  });

  test("is read wherever the definition says: in the access token, in a member, in a variable", () => {
    const accessToken: Identity[number] = { ...idToken, token: "access_token" };
    const member: Identity[number] = { from: "reply", id: "merchant_id", name: null, stable: true };

    for (const [key, expected] of [["sub-1", false] as const, ["sub-2", true] as const]) {
      expect(isOther([accessToken], answered(undefined, { accessToken: jwt({ sub: key }) }))).toBe(expected);
      expect(isOther([member], answered(undefined, { variables: { merchant_id: key } }))).toBe(expected);
      expect(isOther([shop], answered(undefined, { variables: { shop: key } }))).toBe(expected);
    }
  });

  test("is nobody else's when it names nobody, or when nobody was known", () => {
    expect(isOther([idToken], answered(undefined))).toBe(false);
    expect(isOther([idToken], answered("sub-2"), null)).toBe(false);
    expect(isOther([], answered("sub-2"))).toBe(false);
  });

  test("never counts by a name, and never where the account may have been named by something else", () => {
    expect(isOther([{ ...idToken, stable: false }], answered("sub-2"))).toBe(false);
    expect(isOther([shop, idToken], answered("sub-2"))).toBe(false);
  });

  test("is not another's because its issuer is written otherwise now", () => {
    expect(isOther([idToken], answered("sub-1", { idTokenClaims: { iss: "https://new.example/", sub: "sub-1" } }))).toBe(false);
  });
});
