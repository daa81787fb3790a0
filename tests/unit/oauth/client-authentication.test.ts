import { describe, expect, test } from "vitest";
import { authenticateClient, encodeBasic } from "@/lib/core/oauth/client-authentication";
import { madeUpProvider, targetOf } from "../../support/provider-target";

const utf8 = (base64: string): string => new TextDecoder().decode(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));

describe("A26: the client proves itself as the definition says", () => {
  test.each([
    ["a:b", "secret", "a%3Ab:secret"],
    ["a%b", "secret", "a%25b:secret"],
    ["a b", "secret", "a+b:secret"],
    ["caf\u00e9", "secret", "caf%C3%A9:secret"],
    ["id", "50%+1:x", "id:50%25%2B1%3Ax"],
  ])("A26: id %j and secret %j are form-encoded before they are joined", (id, secret, joined) => {
    const header = utf8(encodeBasic(id, secret, "form"));

    expect(header).toBe(joined);
    expect(header.split(":").map((part) => new URLSearchParams(`v=${part}`).get("v"))).toEqual([id, secret]);
  });

  test("A26: raw joins the UTF-8 bytes as they are", () => {
    expect(utf8(encodeBasic("caf\u00e9 1", "50%+1:x", "raw"))).toBe("caf\u00e9 1:50%+1:x");
  });

  test.each([
    ["basic", { headers: { authorization: "Basic aWQ6czNjcmV0" }, parameters: [] }],
    [
      "post",
      {
        headers: {},
        parameters: [
          ["client_id", "id"],
          ["client_secret", "s3cret"],
        ],
      },
    ],
    ["none", { headers: {}, parameters: [["client_id", "id"]] }],
  ] as const)("A26: the method %s puts the credentials where the provider reads them", (method, proof) => {
    const definition = madeUpProvider({ client: { methods: [method], basicEncoding: "form" } });

    expect(authenticateClient(targetOf(definition, { clientId: "id", clientSecret: "s3cret" }), {})).toEqual({
      ok: true,
      value: proof,
    });
  });

  test("A26: the first method that the registration can serve is taken, and without one nothing is sent", () => {
    const definition = madeUpProvider({ client: { methods: ["basic", "none"], basicEncoding: "form" } });
    const strict = madeUpProvider({ client: { methods: ["basic"], basicEncoding: "form" } });
    const lenient = madeUpProvider({ client: { methods: ["post"], basicEncoding: "form", secretOptional: true } });
    const without = { clientId: "id", clientSecret: null };

    expect(authenticateClient(targetOf(definition, without), {})).toMatchObject({ value: { parameters: [["client_id", "id"]] } });
    expect(authenticateClient(targetOf(lenient, without), {})).toMatchObject({ value: { parameters: [["client_id", "id"]] } });
    expect(authenticateClient(targetOf(strict, without), {})).toMatchObject({
      ok: false,
      error: { code: "no_client_authentication" },
    });
  });

  test("an id can be made of more than the client id", () => {
    const definition = madeUpProvider({
      variables: [{ name: "branch", from: "operator", pattern: "[a-z]+" }],
      client: { methods: ["none"], basicEncoding: "raw", idTemplate: "{clientId}#{branch}" },
    });

    expect(authenticateClient(targetOf(definition, { clientId: "id" }), { branch: "main" })).toMatchObject({
      value: { parameters: [["client_id", "id#main"]] },
    });
    expect(authenticateClient(targetOf(definition, { clientId: "id" }), {})).toMatchObject({
      error: { code: "missing_value", name: "branch" },
    });
  });
});
