import { describe, expect, test } from "vitest";
import { buildHttpRevocation } from "@/lib/core/oauth/http-revocation-request";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { square } from "@/lib/core/providers/square";
import { madeUpProvider, targetOf } from "../../support/provider-target";

function ownCallOf({ revocation }: ProviderDefinition) {
  if (revocation.kind !== "http") throw new Error("not ended by a call of its own");
  return revocation;
}

test("Square: the client's secret stands where the seller's token would, and the token in the body alone", () => {
  const revocation = ownCallOf(square);
  const request = buildHttpRevocation(targetOf(square), {
    revocation,
    accessToken: "acc3ss",
    refreshToken: "r3f",
    variables: {},
  });

  expect(request).toMatchObject({
    value: { headers: { authorization: "Client s+/:%cret" }, body: '{"client_id":"ab+1/2","access_token":"acc3ss"}' },
  });
  expect(JSON.stringify(request).match(/acc3ss/g)).toHaveLength(1);
});

describe("a cancellation by a call of the marketplace's own", () => {
  const made = (change: object) => {
    const definition = madeUpProvider({
      revocation: {
        kind: "http",
        endpoint: "{api}/end",
        method: "POST",
        needsFreshAccessToken: false,
        okStatuses: [200],
        alreadyGone: [],
        scope: "grant",
        accessTokenSurvives: false,
        ...change,
      },
      extraSecrets: [{ name: "key", env: "KEY", label: "Key" }],
      api: { base: "{api}", headers: { "X-Key": "{key}" } },
    });
    const revocation = ownCallOf(definition);
    return (refreshToken: string | null = "r3f resh") =>
      buildHttpRevocation(targetOf(definition, { extraSecrets: { key: "k3y{clientSecret}" } }), {
        revocation,
        accessToken: "acc+3ss",
        refreshToken,
        variables: {},
      });
  };

  test("carries its parameters as a form, and what a secret holds is never read as a template", () => {
    const request = made({ encoding: "form", parameters: { token: "{refreshToken}", key: "{key}", id: "{clientId}" } })();

    expect(request).toEqual({
      ok: true,
      value: {
        method: "POST",
        url: "https://api.made-up.example/end",
        headers: {
          accept: "application/json",
          authorization: "Bearer acc+3ss",
          "content-type": "application/x-www-form-urlencoded",
          "x-key": "k3y{clientSecret}",
        },
        body: "token=r3f+resh&key=k3y%7BclientSecret%7D&id=ab%2B1%2F2",
      },
    });
  });

  test("has no body where the definition names none", () => {
    expect(made({})()).toMatchObject({ value: { body: null } });
    expect(made({ encoding: "json" })()).toMatchObject({ value: { body: "{}" } });
  });

  test("puts the definition's header in the place of the usual one, however it is spelled", () => {
    const request = made({ headers: { AUTHORIZATION: "Client {clientSecret}", "x-KEY": "other" } })();

    expect(request).toMatchObject({
      value: { headers: { accept: "application/json", authorization: "Client s+/:%cret", "x-key": "other" } },
    });
  });

  test("is not sent where a value is missing or would start a header of its own", () => {
    expect(made({ headers: { "x-r": "{refreshToken}" } })(null)).toMatchObject({ error: { code: "missing_value" } });
    expect(made({ headers: { "x-r": "{refreshToken}" } })("a\nb: c")).toMatchObject({ error: { code: "value_refused" } });
  });

  test("no secret can be part of its address", () => {
    const addresses = ["{api}/end/{accessToken}", "{api}/end/{refreshToken}", "{api}/end/{clientSecret}", "{api}/end/{key}"];

    for (const endpoint of addresses) expect(made({ endpoint })()).toMatchObject({ error: { code: "unknown_name" } });
    expect(() => made({ endpoint: "{api}/end?token={accessToken}" })).toThrow();
    expect(() => made({ encoding: "query" })).toThrow();
  });
});
