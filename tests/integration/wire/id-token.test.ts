import { expect, test } from "vitest";
import { jwt } from "../../support/jwt";
import { madeUpProvider, VERIFIER } from "../../support/provider-target";
import { json, lookalike, providerClient, providerServer, TOKENS } from "./provider-server";

const ISSUER = "https://issuer.made-up.example/";
const CLIENT = "client-1";
const nowSeconds = () => Math.floor(Date.now() / 1000);
const claims = (change: object = {}) => ({
  iss: ISSUER,
  sub: "sub-1",
  aud: CLIENT,
  exp: nowSeconds() + 600,
  iat: nowSeconds(),
  nonce: "n-1",
  ...change,
});

async function exchange(
  idToken: string | undefined,
  input: { issuer?: string | null; scope?: readonly string[]; dateOffsetSeconds?: number } = {},
) {
  const date = new Date(Date.now() + (input.dateOffsetSeconds ?? 0) * 1000).toUTCString();
  await using server = await providerServer((_seen, response) => json(response, { ...TOKENS, id_token: idToken }, 200, { date }));
  const definition = madeUpProvider({ issuer: input.issuer === undefined ? ISSUER : input.issuer });
  return await providerClient().exchangeCode({
    target: lookalike(definition, server.origin, { clientId: CLIENT }),
    response: new URLSearchParams({ code: "c", state: "st-1" }),
    state: "st-1",
    nonce: "n-1",
    codeVerifier: VERIFIER,
    scope: input.scope ?? ["openid"],
    variables: {},
  });
}

test("A18: claims that fit this flow are handed on", async () => {
  const outcome = await exchange(jwt(claims()));

  expect(outcome).toMatchObject({ ok: true, grant: { idTokenClaims: { sub: "sub-1", iss: ISSUER } } });
});

test.each([
  ["another nonce", () => jwt(claims({ nonce: "n-2" }))],
  ["no nonce", () => jwt(claims({ nonce: undefined }))],
  ["another issuer", () => jwt(claims({ iss: "https://evil.example/" }))],
  ["an issuer without its slash", () => jwt(claims({ iss: ISSUER.slice(0, -1) }))],
  ["another client", () => jwt(claims({ aud: "client-2" }))],
  ["several clients without azp", () => jwt(claims({ aud: [CLIENT, "client-2"] }))],
  ["another azp", () => jwt(claims({ aud: [CLIENT, "client-2"], azp: "client-2" }))],
  ["an end two minutes ago", () => jwt(claims({ exp: nowSeconds() - 120 }))],
  ["no end", () => jwt(claims({ exp: undefined }))],
  ["no subject", () => jwt(claims({ sub: undefined }))],
  ["alg none", () => jwt(claims(), { alg: "none" })],
  ["a shared-secret signature", () => jwt(claims(), { alg: "HS256" })],
  ["a critical header", () => jwt(claims(), { alg: "RS256", crit: ["x"] })],
  ["no token at all", () => undefined],
  ["text", () => "hello"],
])("A18: an id_token with %s refuses the reply", async (_, make) => {
  expect(await exchange(make())).toMatchObject({ ok: false, class: "reply_malformed" });
});

test("A18: an end within 60 seconds is a matter of clocks, and the provider's clock counts", async () => {
  expect(await exchange(jwt(claims({ exp: nowSeconds() - 30 })))).toMatchObject({ ok: true });
  expect(await exchange(jwt(claims({ exp: nowSeconds() - 500 })), { dateOffsetSeconds: -600 })).toMatchObject({ ok: true });
  expect(await exchange(jwt(claims({ exp: nowSeconds() + 300 })), { dateOffsetSeconds: 600 })).toMatchObject({ ok: false });
});

test("a provider without a known issuer can claim nothing about a person", async () => {
  const outcome = await exchange(jwt(claims({ iss: "https://anybody.example/", nonce: "x" })), { issuer: null });

  expect(outcome).toMatchObject({ ok: true, grant: { idTokenClaims: null } });
});

test("an id_token that nobody asked for must not carry a nonce", async () => {
  expect(await exchange(jwt(claims()), { scope: ["read"] })).toMatchObject({ ok: false, class: "reply_malformed" });
  expect(await exchange(jwt(claims({ nonce: undefined })), { scope: ["read"] })).toMatchObject({ ok: true });
});
