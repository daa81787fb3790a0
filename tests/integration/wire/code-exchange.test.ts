import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { ProviderDefinitionInput } from "@/lib/core/providers/definition";
import { CHALLENGE, madeUpProvider, VERIFIER } from "../../support/provider-target";
import { type Answer, json, lookalike, providerClient, providerServer, TOKENS } from "./provider-server";

const ISSUER = "https://issuer.made-up.example/";
const idToken: ProviderDefinitionInput["idToken"] = { issuer: ISSUER, keys: "{auth}/keys", algorithms: ["RS256"] };
const answerTokens: Answer = (_seen, response) => json(response, TOKENS);
const exchange = (
  origin: string,
  query: Record<string, string>,
  change: Partial<ProviderDefinitionInput> = {},
  variables: Record<string, string> = {},
) =>
  providerClient().exchangeCode({
    target: lookalike(madeUpProvider(change), origin),
    response: new URLSearchParams(query),
    state: "st-1",
    nonce: "n-1",
    codeVerifier: VERIFIER,
    scope: ["read"],
    variables,
  });

test("A4: the request carries this flow's own verifier, so a code stolen from another flow is refused", async () => {
  const challenges: Record<string, string> = { mine: CHALLENGE, stolen: "the challenge of somebody else" };
  await using server = await providerServer(({ form }, response) => {
    const shown = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const fits = challenges[form.get("code") ?? ""] === shown;
    json(response, fits ? TOKENS : { error: "invalid_grant" }, fits ? 200 : 400);
  });

  expect(await exchange(server.origin, { code: "mine", state: "st-1" })).toMatchObject({ ok: true });
  expect(await exchange(server.origin, { code: "stolen", state: "st-1" })).toMatchObject({ ok: false, class: "code_invalid" });
});

describe("a response that is not an answer to this flow sends nothing", () => {
  test.each([
    ["A2: another state", { code: "c", state: "st-2" }, {}],
    ["A5: another issuer", { code: "c", state: "st-1", iss: "https://evil.example/" }, { issuer: ISSUER }],
    ["A5: an issuer where none is known", { code: "c", state: "st-1", iss: "https://evil.example/" }, {}],
    ["A5: an issuer other than that of the id_tokens", { code: "c", state: "st-1", iss: "https://evil.example/" }, { idToken }],
    [
      "A5: the id_tokens' issuer where responses have one of their own",
      { code: "c", state: "st-1", iss: ISSUER },
      { idToken, issuer: "https://as.made-up.example" },
    ],
    ["A6: no issuer where every response has one", { code: "c", state: "st-1" }, { issuer: ISSUER, issInResponse: true }],
    ["A6: none, where only the id_tokens name it", { code: "c", state: "st-1" }, { idToken, issInResponse: true }],
    ["StubHub 15: no state", { code: "c" }, {}],
    ["A12: an error", { error: "access_denied", state: "st-1" }, {}],
    ["A16: a token instead of a code", { token: "t", id_token: "t", state: "st-1" }, {}],
  ] as const)("%s", async (_, query, change) => {
    await using server = await providerServer(answerTokens);

    const outcome = await exchange(server.origin, { ...query } as Record<string, string>, change);

    expect(outcome).toMatchObject({ ok: false, class: "code_invalid", outcomeKnown: true, evidence: { status: null } });
    expect(server.seen).toHaveLength(0);
  });

  test("A13: a repeated code", async () => {
    await using server = await providerServer(answerTokens);
    const target = lookalike(madeUpProvider(), server.origin);

    const outcome = await providerClient().exchangeCode({
      target,
      response: new URLSearchParams("code=a&code=b&state=st-1"),
      state: "st-1",
      nonce: "n",
      codeVerifier: VERIFIER,
      scope: [],
      variables: {},
    });

    expect(outcome).toMatchObject({ ok: false, class: "code_invalid" });
    expect(server.seen).toHaveLength(0);
  });

  test("A6: the right issuer is accepted", async () => {
    await using server = await providerServer(answerTokens);

    expect(
      await exchange(server.origin, { code: "c", state: "st-1", iss: ISSUER }, { issuer: ISSUER, issInResponse: true }),
    ).toMatchObject({ ok: true });
  });
});

test("A5: a response without an issuer, or with that of the id_tokens, is an answer where no other is known", async () => {
  await using server = await providerServer(answerTokens);

  expect(await exchange(server.origin, { code: "c", state: "st-1" }, { idToken })).toMatchObject({ ok: true });
  expect(await exchange(server.origin, { code: "c", state: "st-1", iss: ISSUER }, { idToken })).toMatchObject({ ok: true });
});

test("A24: an audience goes along at the refresh of a provider that needs it there", async () => {
  await using server = await providerServer(answerTokens);
  const { token } = madeUpProvider();
  const definition = madeUpProvider({
    authorization: { endpoint: "{auth}/authorize", parameters: { audience: "gateway.made-up.example" } },
    token: { ...token, parameters: { refresh: { audience: "gateway.made-up.example" } } },
  });

  const target = lookalike(definition, server.origin);
  const url = providerClient().authorizationUrl({
    target,
    state: "s",
    nonce: "n",
    codeChallenge: CHALLENGE,
    scope: [],
    variables: {},
  });
  await providerClient().refresh({ target, refreshToken: "ref-1", scope: [], variables: {} });

  expect(new URL(url).searchParams.get("audience")).toBe("gateway.made-up.example");
  expect(server.seen[0]!.form.get("audience")).toBe("gateway.made-up.example");
});

test("B6: a redirect of the token endpoint is not followed, and no secret goes to its target", async () => {
  await using target = await providerServer(answerTokens);
  for (const status of [301, 302, 303, 307, 308]) {
    await using server = await providerServer(
      (_seen, response) => void response.writeHead(status, { location: `${target.origin}/token` }).end(),
    );

    expect(await exchange(server.origin, { code: "c", state: "st-1" })).toMatchObject({ ok: false, class: "transient" });
    expect(server.seen).toHaveLength(1);
  }
  expect(target.seen).toHaveLength(0);
});

test("a value of the response joins the connection's variables, and one that does not fit ends the attempt", async () => {
  await using server = await providerServer(answerTokens);
  const change: Partial<ProviderDefinitionInput> = {
    variables: [{ name: "seller", from: "callback", pattern: "[A-Z0-9]+" }],
    callback: { names: {}, capture: { seller_id: "seller" }, stateOnError: "always" },
  };

  expect(await exchange(server.origin, { code: "c", state: "st-1", seller_id: "A17" }, change)).toMatchObject({
    grant: { variables: { seller: "A17" } },
  });
  expect(await exchange(server.origin, { code: "c", state: "st-1", seller_id: "A17" }, change, { seller: "MINE" })).toMatchObject(
    { grant: { variables: { seller: "MINE" } } },
  );
  expect(await exchange(server.origin, { code: "c", state: "st-1", seller_id: "../x" }, change)).toMatchObject({
    ok: false,
    class: "code_invalid",
  });
  expect(server.seen).toHaveLength(2);
});

test("C4: whatever a provider echoes, no secret of the call is left in the outcome", async () => {
  const canaries = ["c0de-canary", VERIFIER, "50%+1:x", "st-1-canary", "extra-canary"];
  await using server = await providerServer(({ body, headers }, response) => {
    const echoed = `${body} ${decodeURIComponent(body)} ${headers.authorization ?? ""} ${canaries.join(" ")}`;
    json(response, { error: canaries[0], error_description: echoed, code: canaries[2], message: echoed }, 400, {
      "www-authenticate": `Bearer error="${canaries[4]}"`,
    });
  });
  const definition = madeUpProvider({ extraSecrets: [{ name: "extra", env: "EXTRA", label: "Extra" }] });

  const outcome = await providerClient().exchangeCode({
    target: lookalike(definition, server.origin, { extraSecrets: { extra: "extra-canary" } }),
    response: new URLSearchParams({ code: "c0de-canary", state: "st-1-canary" }),
    state: "st-1-canary",
    nonce: "n",
    codeVerifier: VERIFIER,
    scope: [],
    variables: {},
  });

  expect(outcome).toMatchObject({ ok: false, class: "reply_malformed", outcomeKnown: true });
  for (const canary of canaries) expect(JSON.stringify(outcome)).not.toContain(canary);
});
