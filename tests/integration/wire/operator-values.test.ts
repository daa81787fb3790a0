import { expect, test } from "vitest";
import { madeUpProvider } from "../../support/provider-target";
import { json, lookalike, providerClient, providerServer, TOKENS } from "./provider-server";

const definition = madeUpProvider({
  variables: [
    { name: "tenant", from: "operator", pattern: "[a-z]+" },
    { name: "store", from: "reply", pattern: "\\d+" },
  ],
  authorization: { endpoint: "{auth}/{tenant}/authorize" },
  token: {
    endpoint: "{auth}/{tenant}/token",
    method: "POST",
    encoding: "form",
    grants: { code: "authorization_code", refresh: "refresh_token" },
    parameters: {},
    scopeIn: { code: false, refresh: false },
  },
  reply: { extract: [{ variable: "store", path: "store", pattern: "\\d+" }] },
  revocation: {
    kind: "rfc7009",
    endpoint: "{auth}/{tenant}/revoke",
    token: "refresh_token",
    scope: "grant",
    accessTokenSurvives: false,
  },
  identity: [{ from: "get", endpoint: "{api}/{tenant}/{store}/me", id: "id", names: [], requiresScope: null, stable: true }],
});

test("the operator's values stand in every address, and none of them is kept with a connection", async () => {
  await using server = await providerServer(({ path }, response) =>
    path.endsWith("/me") ? json(response, { id: "acc" }) : json(response, { ...TOKENS, store: "42" }),
  );
  const target = lookalike(definition, server.origin, { variables: { tenant: "acme" } });
  const client = providerClient();

  const address = client.authorizationUrl({ target, state: "s", nonce: "n", codeChallenge: "c", scope: [], variables: {} });
  const exchanged = await client.exchangeCode({
    target,
    response: new URLSearchParams({ code: "c-1", state: "s" }),
    state: "s",
    nonce: "n",
    codeVerifier: "v".repeat(43),
    scope: [],
    variables: {},
  });
  if (!exchanged.ok) throw new Error(exchanged.class);
  const { variables } = exchanged.grant;
  const refreshed = await client.refresh({ target, refreshToken: "ref-1", scope: [], variables });
  const identity = await client.identify({ target, grant: exchanged.grant, variables });
  const revoked = await client.revoke({ target, accessToken: "acc-1", refreshToken: "ref-1", variables });

  expect(new URL(address).pathname).toBe("/acme/authorize");
  expect(server.seen.map(({ path }) => path)).toEqual(["/acme/token", "/acme/token", "/acme/42/me", "/acme/revoke"]);
  expect(variables).toEqual({ store: "42" });
  expect(refreshed.ok && refreshed.grant.variables).toEqual({ store: "42" });
  expect(identity.key).toBe("acc");
  expect(revoked.kind).toBe("revoked");
});

test("what a connection has of its own goes before the operator's value", async () => {
  await using server = await providerServer((_, response) => json(response, TOKENS));
  const target = lookalike(definition, server.origin, { variables: { tenant: "acme" } });

  await providerClient().refresh({ target, refreshToken: "ref-1", scope: [], variables: { tenant: "own" } });

  expect(server.seen.map(({ path }) => path)).toEqual(["/own/token"]);
});
