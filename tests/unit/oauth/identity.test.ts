import { describe, expect, test } from "vitest";
import { pickIdentity } from "@/lib/core/oauth/identity";
import type { TokenGrant } from "@/lib/core/ports/provider-client";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { stubhub } from "@/lib/core/providers/stubhub";
import { jwt } from "../../support/jwt";

const grant: TokenGrant = {
  accessToken: jwt({ sub: "acc-7", name: "From access token" }),
  refreshToken: "r",
  idToken: null,
  idTokenClaims: { iss: "https://issuer.example/", sub: "sub-1", name: "Ana" },
  tokenType: "bearer",
  scope: null,
  accessLifetimeSeconds: 3600,
  accessLifetimeSource: "reply",
  refreshLifetimeSeconds: null,
  variables: {},
};
const pick = (
  identity: ProviderDefinition["identity"],
  given: { answers?: Record<string, unknown>; variables?: Record<string, string>; grant?: Partial<TokenGrant> } = {},
) =>
  pickIdentity({
    definition: { id: "made-up", issuer: null, identity },
    environmentId: "production",
    grant: { ...grant, ...given.grant },
    variables: given.variables ?? {},
    answers: given.answers ?? {},
  });
const me = { from: "get", endpoint: "{api}/me", id: "id", names: ["shop", "email"], requiresScope: null, stable: true } as const;

describe("whose account it is", () => {
  test("A19: the key comes from the first stable source that answers, the name from the first that has one", () => {
    const sources: ProviderDefinition["identity"] = [
      { from: "variable", name: "shopHost", label: "shopHost", stable: false },
      { ...me, names: [...me.names] },
      { from: "jwt", token: "id_token", id: "sub", name: "name", stable: true },
    ];

    expect(pick(sources, { answers: { "{api}/me": { id: 42, email: "a@b.c" } }, variables: { shopHost: "ana" } })).toEqual({
      issuer: "made-up/production",
      key: "42",
      name: "ana",
    });
    expect(pick(sources)).toEqual({ issuer: "https://issuer.example/", key: "sub-1", name: "Ana" });
  });

  test("A19: an address alone never decides", () => {
    expect(
      pickIdentity({
        definition: stubhub,
        environmentId: "production",
        grant,
        variables: {},
        answers: { "{api}/v2/user": { email: "a@b.c", id: "9" } },
      }),
    ).toEqual({
      issuer: "stubhub/production",
      key: null,
      name: "a@b.c",
    });
  });

  test("test and production accounts are different accounts", () => {
    const issuers = ["production", "sandbox"].map(
      (environmentId) => pickIdentity({ definition: stubhub, environmentId, grant, variables: {}, answers: {} }).issuer,
    );

    expect(new Set(issuers).size).toBe(2);
  });

  test("claims of an id_token count only when they were checked", () => {
    const source = [{ from: "jwt", token: "id_token", id: "sub", name: null, stable: true }] as const;

    expect(pick([...source], { grant: { idToken: jwt({ sub: "forged" }), idTokenClaims: null } }).key).toBeNull();
  });

  test("members of the reply, of the callback and of an access token are read where they are kept", () => {
    expect(
      pick([{ from: "reply", id: "user_id", name: "nick", stable: true }], { variables: { user_id: "17", nick: "Bo" } }),
    ).toMatchObject({ key: "17", name: "Bo" });
    expect(
      pick([{ from: "callback", name: "seller", label: null, stable: true }], { variables: { seller: "A1" } }),
    ).toMatchObject({ key: "A1", name: null });
    expect(pick([{ from: "jwt", token: "access_token", id: "sub", name: "name", stable: true }])).toMatchObject({
      key: "acc-7",
      name: "From access token",
    });
  });

  test("a fingerprint tells permissions apart, not accounts", () => {
    expect(pick([{ from: "fingerprint", of: "refresh_token", stable: false }])).toMatchObject({ key: null, name: null });
  });
});
