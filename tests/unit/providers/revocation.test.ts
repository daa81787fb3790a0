import { describe, expect, test } from "vitest";
import { buildHttpRevocation } from "@/lib/core/oauth/http-revocation-request";
import { buildRevocationRequest } from "@/lib/core/oauth/revocation-request";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { GIVEN, givenAccessToken, givenTarget, golden, writeOut } from "../../support/golden";
import { madeUpProvider, targetOf } from "../../support/provider-target";
import { shippedDefinition, shippedDefinitions } from "../../support/shipped-definitions";

/** The one request that ends access; null where several calls are needed. */
function revocationRequest(definition: ProviderDefinition): string | null {
  const { revocation } = definition;
  const target = givenTarget(definition);
  const accessToken = givenAccessToken(definition.id);
  const { refreshToken } = GIVEN;
  if (revocation.kind === "resource") return null;
  if (revocation.kind !== "http" && revocation.kind !== "rfc7009") return "none";
  const standard = new URLSearchParams({ token: refreshToken, token_type_hint: "refresh_token" });
  const request =
    revocation.kind === "http"
      ? buildHttpRevocation(target, { revocation, accessToken, refreshToken, variables: {} })
      : buildRevocationRequest(target, { revocation, standard, variables: {} });
  if (!request.ok) throw new Error(`${request.error.code}: ${request.error.name}`);
  return writeOut(request.value);
}

for (const definition of await shippedDefinitions()) {
  const written = revocationRequest(definition);
  if (written !== null)
    test(`${definition.displayName} by its documents: the request that ends access, byte by byte`, () => {
      expect(written).toBe(golden(definition.id, "revocation"));
    });
}

test("Square: the client's secret stands where the seller's token would, and the token in the body alone", async () => {
  const square = await shippedDefinition("square");
  const request = revocationRequest(square) ?? "";

  expect(request.match(/authorization: .*/g)).toEqual(["authorization: Client s+/:%cret"]);
  expect(request.match(/acc3ss/g)).toHaveLength(1);
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
    const { revocation } = definition;
    if (revocation.kind !== "http") throw new Error("not a call");
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
