import { describe, expect, test } from "vitest";
import { buildTokenRequest, type GrantKind } from "@/lib/core/oauth/token-request";
import type { ProviderDefinitionInput } from "@/lib/core/providers/definition";
import { madeUpProvider, targetOf, VERIFIER } from "../../support/provider-target";

const REDIRECT = "https://sell.example.com/api/oauth/stubhub/callback";
const standards: Record<GrantKind, URLSearchParams> = {
  code: new URLSearchParams({
    redirect_uri: REDIRECT,
    code: "the code",
    code_verifier: VERIFIER,
    grant_type: "authorization_code",
    scope: "a b",
  }),
  refresh: new URLSearchParams({ refresh_token: "the token", grant_type: "refresh_token", scope: "a b" }),
};
const base = madeUpProvider().token;
const build = (
  grant: GrantKind,
  token: Partial<ProviderDefinitionInput["token"]>,
  change: Partial<ProviderDefinitionInput> = {},
  variables: Record<string, string> = {},
) => {
  const target = targetOf(madeUpProvider({ ...change, token: { ...base, ...token } }), {
    clientId: "id",
    clientSecret: "s3cret",
    extraSecrets: { apiKey: "k3y" },
  });
  return buildTokenRequest(target, { grant, standard: standards[grant], variables });
};
const built = (...input: Parameters<typeof build>) => {
  const request = build(...input);
  if (!request.ok) throw new Error(request.error.code);
  return request.value;
};

describe("a provider's dialect of the token request", () => {
  test("names are the provider's, null leaves a parameter out, and so does a grant without a name", () => {
    const request = built("code", {
      names: { code: "auth_code", client_id: "app_key", redirect_uri: null },
      grants: { code: null, refresh: "refresh_token" },
    });

    expect([...new URLSearchParams(request.body!).keys()]).toEqual(["auth_code", "code_verifier", "app_key", "client_secret"]);
  });

  test("JSON bodies say that they are JSON", () => {
    const request = built("refresh", { encoding: "json" });

    expect(request.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(request.body!)).toEqual({
      grant_type: "refresh_token",
      refresh_token: "the token",
      client_id: "id",
      client_secret: "s3cret",
    });
  });

  test("a provider that reads the query gets everything there and no body", () => {
    const request = built("code", { method: "GET", encoding: "query" });

    expect(request).toMatchObject({ method: "GET", body: null });
    expect(new URL(request.url).searchParams.get("code")).toBe("the code");
    expect(request.url).toContain("code=the%20code");
  });

  test("a separate address serves the refresh where there is one", () => {
    const token = { refreshEndpoint: "{auth}/refresh" };

    expect(built("refresh", token).url).toBe("https://auth.made-up.example/refresh");
    expect(built("code", token).url).toBe("https://auth.made-up.example/token");
  });

  test("headers can name secrets and variables, and a line break in one is refused", () => {
    const change = { variables: [{ name: "partner", from: "callback", pattern: ".*" }] } as const;
    const token = { headers: { "WM_PARTNER.ID": "{partner}", "X-Api-Key": "{apiKey}" } };

    expect(built("code", token, { variables: [...change.variables] }, { partner: "10001" }).headers).toMatchObject({
      "wm_partner.id": "10001",
      "x-api-key": "k3y",
    });
    expect(build("code", token, { variables: [...change.variables] }, { partner: "1\r\nx: y" })).toMatchObject({
      error: { code: "value_refused", name: "partner" },
    });
    expect(build("code", token)).toMatchObject({ error: { code: "missing_value", name: "partner" } });
  });

  test("the redirect address and the verifier are left out where the definition says so", () => {
    const redirect = { kind: "url", https: "required", inAuthorization: true, inToken: false } as const;
    const request = built("code", {}, { redirect, pkce: { use: "never", method: "S256" } });

    expect([...new URLSearchParams(request.body!).keys()]).toEqual(["grant_type", "code", "client_id", "client_secret"]);
  });

  test.each([
    ["code", true, "a,b"],
    ["refresh", false, null],
  ] as const)("scope goes into the %s grant only where asked, with the provider's separator", (grant, asked, expected) => {
    const request = built(
      grant,
      { scopeIn: { code: true, refresh: false } },
      { scope: { separator: ",", required: [], known: [] } },
    );

    expect(new URLSearchParams(request.body!).has("scope")).toBe(asked);
    expect(new URLSearchParams(request.body!).get("scope")).toBe(expected);
  });
});

test("A24: an audience sent at the authorization is repeated at the refresh, and never replaces the grant itself", () => {
  const parameters = { refresh: { audience: "gateway.made-up.example", refresh_token: "fixed" } };
  const refresh = new URLSearchParams(built("refresh", { parameters }).body!);
  const code = new URLSearchParams(built("code", { parameters }).body!);

  expect(refresh.get("audience")).toBe("gateway.made-up.example");
  expect(refresh.getAll("refresh_token")).toEqual(["the token"]);
  expect(code.has("audience")).toBe(false);
});
