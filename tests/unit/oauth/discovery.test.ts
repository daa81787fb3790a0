import { describe, expect, test } from "vitest";
import { discoveryAddress, discoveryIssuer } from "@/lib/core/oauth/discovery-address";
import { readHalHome, readServerMetadata } from "@/lib/core/oauth/found-endpoints";
import { withFoundEndpoints } from "@/lib/core/oauth/with-found-endpoints";
import { madeUpProvider, targetOf } from "../../support/provider-target";

const scope = { definition: madeUpProvider(), environmentId: "production", variables: {} };
const AUTH = "https://auth.made-up.example";

describe("where the document stands", () => {
  test.each([
    ["oidc", "{auth}", `${AUTH}/.well-known/openid-configuration`],
    ["oidc", "{auth}/", `${AUTH}/.well-known/openid-configuration`],
    ["oidc", "{auth}/tenant/1", `${AUTH}/tenant/1/.well-known/openid-configuration`],
    ["oidc", "{auth}/tenant/1/", `${AUTH}/tenant/1/.well-known/openid-configuration`],
    ["rfc8414", "{auth}", `${AUTH}/.well-known/oauth-authorization-server`],
    ["rfc8414", "{auth}/tenant/1", `${AUTH}/.well-known/oauth-authorization-server/tenant/1`],
    ["rfc8414", "{auth}/tenant/1/", `${AUTH}/.well-known/oauth-authorization-server/tenant/1`],
  ] as const)("A23: %s for the issuer %s", (kind, issuer, expected) => {
    const address = discoveryAddress(scope, { kind, issuer });
    expect(address.ok && address.value.href).toBe(expected);
  });

  test("B7: an issuer outside the environment is not asked", () => {
    expect(discoveryAddress(scope, { kind: "oidc", issuer: "https://elsewhere.example" })).toMatchObject({
      error: { code: "outside_environment" },
    });
  });

  test("A23: the issuer keeps the slash that it is written with", () => {
    expect(discoveryIssuer(scope, { kind: "oidc", issuer: "{auth}" })).toBe(AUTH);
    expect(discoveryIssuer(scope, { kind: "oidc", issuer: "{auth}/" })).toBe(`${AUTH}/`);
    expect(discoveryIssuer(scope, { kind: "none" })).toBeNull();
  });
});

describe("what the document says", () => {
  const document = { issuer: AUTH, authorization_endpoint: `${AUTH}/go`, token_endpoint: `${AUTH}/swap` };
  const read = (change: object) => readServerMetadata(scope, AUTH, { ...document, ...change });

  test("endpoints, keys and the promise of an issuer are taken from it", () => {
    expect(
      read({
        revocation_endpoint: "https://api.made-up.example/end",
        jwks_uri: `${AUTH}/keys`,
        authorization_response_iss_parameter_supported: true,
      }),
    ).toEqual({
      ok: true,
      value: {
        authorization: `${AUTH}/go`,
        token: `${AUTH}/swap`,
        revocation: "https://api.made-up.example/end",
        keys: `${AUTH}/keys`,
        issInResponse: true,
      },
    });
    expect(read({})).toMatchObject({ value: { revocation: null, keys: null, issInResponse: false } });
  });

  test.each([
    ["another issuer", { issuer: `${AUTH}/` }],
    ["no issuer", { issuer: undefined }],
    ["no token endpoint", { token_endpoint: undefined }],
    ["no authorization endpoint", { authorization_endpoint: undefined }],
    ["a token endpoint elsewhere", { token_endpoint: "https://evil.example/token" }],
    ["keys elsewhere", { jwks_uri: "https://evil.example/keys" }],
    ["a revocation endpoint elsewhere", { revocation_endpoint: "https://evil.example/end" }],
    ["an endpoint at another port", { token_endpoint: `${AUTH}:8443/token` }],
    ["an endpoint with a user name", { token_endpoint: "https://auth.made-up.example@evil.example/" }],
    ["an endpoint over http", { token_endpoint: "http://auth.made-up.example/token" }],
    ["an endpoint with a query", { token_endpoint: `${AUTH}/token?to=evil` }],
    ["an endpoint with a fragment", { token_endpoint: `${AUTH}/token#x` }],
    ["an endpoint that is null", { token_endpoint: null }],
  ])("A23, B7: %s spoils the whole document", (_, change) => {
    expect(read(change).ok).toBe(false);
  });

  test("B7: the token link of a home document stays with the provider", () => {
    const home = (href: unknown) =>
      readHalHome(
        scope,
        { kind: "hal", home: "{api}", token: "x:token", headers: {} },
        { address: "https://api.made-up.example/", document: { _links: { "x:token": { href } } } },
      );
    expect(home("https://auth.made-up.example/token")).toMatchObject({ value: { token: "https://auth.made-up.example/token" } });
    expect(home("/token")).toMatchObject({ value: { token: "https://api.made-up.example/token" } });
    for (const href of ["https://evil.example/token", "//evil.example/token", "http://api.made-up.example/token", undefined])
      expect(home(href).ok).toBe(false);
  });
});

test("what was found takes the place of the definition's addresses, and a weaker promise does not take its place", () => {
  const definition = madeUpProvider({
    issInResponse: true,
    revocation: { kind: "rfc7009", endpoint: "{auth}/end", token: "refresh_token", scope: "grant", accessTokenSurvives: true },
    idToken: { issuer: "{auth}", keys: "{auth}/keys", algorithms: ["RS256"] },
  });
  const found = {
    authorization: `${AUTH}/go`,
    token: `${AUTH}/swap`,
    revocation: null,
    keys: `${AUTH}/jwks`,
    issInResponse: false,
  };

  expect(withFoundEndpoints(targetOf(definition), found, AUTH).definition).toMatchObject({
    issuer: AUTH,
    issInResponse: true,
    authorization: { endpoint: `${AUTH}/go` },
    token: { endpoint: `${AUTH}/swap` },
    revocation: { endpoint: "{auth}/end" },
    idToken: { keys: `${AUTH}/jwks` },
  });
  expect(withFoundEndpoints(targetOf(definition), null, null).definition).toEqual(definition);
});
