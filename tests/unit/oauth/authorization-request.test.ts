import { describe, expect, test } from "vitest";
import { buildAuthorizationUrl } from "@/lib/core/oauth/authorization-request";
import type { ProviderDefinitionInput } from "@/lib/core/providers/definition";
import { CHALLENGE, madeUpProvider, targetOf } from "../../support/provider-target";

const urlOf = (
  change: Partial<ProviderDefinitionInput>,
  scope: readonly string[] = [],
  variables: Record<string, string> = {},
) => {
  const extraSecrets = { publishable: "pk_live", hidden: "sk_live" };
  const target = targetOf(madeUpProvider(change), { clientId: "client", extraSecrets });
  return buildAuthorizationUrl({ target, state: "the-state", nonce: "the-nonce", codeChallenge: CHALLENGE, scope, variables });
};
const queryOf = (change: Partial<ProviderDefinitionInput>, scope: readonly string[] = []) => {
  const url = urlOf(change, scope);
  if (!url.ok) throw new Error(url.error.code);
  return new URL(url.value).searchParams;
};

describe("A16: only a code, only in the query", () => {
  test("A16: a definition cannot ask for another response type or mode", () => {
    const query = queryOf({
      authorization: {
        endpoint: "{auth}/authorize",
        parameters: { response_type: "token", response_mode: "form_post", prompt: "consent" },
      },
    });

    expect(query.getAll("response_type")).toEqual(["code"]);
    expect(query.has("response_mode")).toBe(false);
    expect(query.get("prompt")).toBe("consent");
  });

  test("A16: a provider's own name for the response type still asks for a code", () => {
    const query = queryOf({
      authorization: { endpoint: "{auth}/authorize", names: { response_type: "responseType", redirect_uri: null } },
    });

    expect(query.get("responseType")).toBe("code");
    expect(query.has("response_type") || query.has("redirect_uri")).toBe(false);
  });
});

test("A1: plain is never sent, and a provider that breaks on PKCE gets none", () => {
  expect(queryOf({ pkce: { use: "required", method: "plain" } }).get("code_challenge_method")).toBe("S256");
  expect(queryOf({ pkce: { use: "undocumented", method: "S256" } }).get("code_challenge")).toBe(CHALLENGE);
  expect(queryOf({ pkce: { use: "never", method: "S256" } }).has("code_challenge")).toBe(false);
});

test("A24: a constant such as an audience is sent, and never in place of what protects the flow", () => {
  const query = queryOf({
    authorization: {
      endpoint: "{auth}/authorize",
      parameters: { audience: "gateway.made-up.example", state: "fixed", client_id: "other" },
    },
  });

  expect(query.get("audience")).toBe("gateway.made-up.example");
  expect(query.getAll("state")).toEqual(["the-state"]);
  expect(query.getAll("client_id")).toEqual(["client"]);
});

test("a nonce goes along only where an id_token is expected", () => {
  expect(queryOf({}, ["openid", "read"]).get("nonce")).toBe("the-nonce");
  expect(queryOf({}, ["read"]).has("nonce")).toBe(false);
});

describe("the scope parameter", () => {
  test.each([
    [" ", "scope=a%3A1%20b"],
    [",", "scope=a%3A1%2Cb"],
    ["+", "scope=a%3A1+b"],
  ] as const)("values separated by %j are written so that the provider reads two", (separator, written) => {
    const url = urlOf({ scope: { separator, required: [], known: [] } }, ["a:1", "b"]);

    expect(url.ok && url.value).toContain(`&${written}&`);
  });

  test("its name can be the provider's own, and without values it is not sent", () => {
    expect(
      queryOf({ scope: { parameter: "provider_scope", separator: " ", required: [], known: [] } }, ["a"]).get("provider_scope"),
    ).toBe("a");
    expect(queryOf({}).has("scope")).toBe(false);
  });
});

test("state can travel inside the redirect address, or not at all", () => {
  expect(queryOf({ state: "in-redirect" }).get("redirect_uri")).toMatch(/callback\?state=the-state$/);
  expect(queryOf({ state: "in-redirect" }).has("state")).toBe(false);
  expect(queryOf({ state: "never" }).has("state")).toBe(false);
});

test("C8: a published credential may stand in the address, a secret one may not", () => {
  const secrets = [
    { name: "publishable", env: "PUBLISHABLE", label: "Publishable key", isPublic: true },
    { name: "hidden", env: "HIDDEN", label: "Secret key" },
  ];
  const withParameter = (value: string) =>
    urlOf({ extraSecrets: secrets, authorization: { endpoint: "{auth}/authorize", parameters: { client_secret: value } } });

  const published = withParameter("{publishable}");
  expect(published.ok && new URL(published.value).searchParams.get("client_secret")).toBe("pk_live");
  expect(withParameter("{hidden}")).toEqual({ ok: false, error: { code: "missing_value", name: "hidden" } });
  expect(withParameter("{clientSecret}")).toEqual({ ok: false, error: { code: "missing_value", name: "clientSecret" } });
});
