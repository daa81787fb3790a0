import { describe, expect, test } from "vitest";
import type { ProviderDefinitionInput } from "@/lib/core/providers/definition";
import { madeUpProvider } from "../../support/provider-target";
import { type Answer, json, lookalike, providerClient, providerServer } from "./provider-server";

type Revocation = ProviderDefinitionInput["revocation"];
const rfc7009: Revocation = {
  kind: "rfc7009",
  endpoint: "{auth}/revoke",
  token: "refresh_token",
  scope: "grant",
  accessTokenSurvives: true,
};
const http: Revocation = {
  kind: "http",
  endpoint: "{api}/sessions/current",
  method: "DELETE",
  headers: { "x-access-token": "{accessToken}", "x-key": "{key}" },
  needsFreshAccessToken: true,
  okStatuses: [200, 204],
  alreadyGone: [{ http: 401, path: "code", equals: "SESSION_GONE" }],
  scope: "grant",
  accessTokenSurvives: true,
};

async function revoke(revocation: Revocation, answer: Answer, refreshToken: string | null = "ref-1") {
  await using server = await providerServer(answer);
  const definition = madeUpProvider({ revocation, extraSecrets: [{ name: "key", env: "KEY", label: "Key" }] });
  const target = lookalike(definition, server.origin, { extraSecrets: { key: "k3y-0ne" } });
  const outcome = await providerClient().revoke({ target, accessToken: "acc-1", refreshToken, variables: {} });
  return { outcome, seen: server.seen };
}
const status =
  (code: number, body: unknown = {}, headers: Record<string, string> = {}): Answer =>
  (_seen, response) =>
    json(response, body, code, headers);

describe("a standard revocation (RFC 7009)", () => {
  test("sends the token with its hint and the client's credentials, and 200 confirms it", async () => {
    const { outcome, seen } = await revoke(rfc7009, status(200));

    expect(outcome).toMatchObject({ kind: "revoked", evidence: { status: 200 } });
    expect(seen).toHaveLength(1);
    expect(Object.fromEntries(seen[0]!.form)).toEqual({
      token: "ref-1",
      token_type_hint: "refresh_token",
      client_id: "ab+1/2",
      client_secret: "50%+1:x",
    });
  });

  test("falls back to the access token where there is no other", async () => {
    const { seen } = await revoke(rfc7009, status(200), null);

    expect(seen[0]!.form.get("token")).toBe("acc-1");
    expect(seen[0]!.form.get("token_type_hint")).toBe("access_token");
  });

  test("writes names as the provider does", async () => {
    const { seen } = await revoke({ ...rfc7009, names: { token_type_hint: null, token: "refresh_token" } }, status(200));

    expect([...seen[0]!.form.keys()]).toEqual(["refresh_token", "client_id", "client_secret"]);
  });

  test.each([
    ["503 says when to try again", status(503, {}, { "retry-after": "60" }), { class: "transient", retryAfterSeconds: 60 }],
    ["a refused client is for an admin", status(401, { error: "invalid_client" }), { class: "config_client" }],
    [
      "a redirect is no confirmation",
      (_seen, response) => void response.writeHead(302, { location: "/" }).end(),
      { class: "transient" },
    ],
    ["no answer is no confirmation", (_seen, response) => void response.destroy(), { class: "transient" }],
  ] satisfies [string, Answer, object][])("%s", async (_, answer, expected) => {
    expect((await revoke(rfc7009, answer)).outcome).toMatchObject({ kind: "failed", ...expected });
  });

  test("a grant that is gone already is what was wanted", async () => {
    expect((await revoke(rfc7009, status(400, { error: "invalid_grant" }))).outcome).toMatchObject({ kind: "revoked" });
  });
});

describe("a revocation by the provider's own call", () => {
  test("carries the access token and the headers of the definition", async () => {
    const { outcome, seen } = await revoke(http, (_seen, response) => void response.writeHead(204).end());

    expect(outcome).toMatchObject({ kind: "revoked" });
    expect(seen[0]).toMatchObject({
      method: "DELETE",
      path: "/sessions/current",
      headers: { authorization: "Bearer acc-1", "x-access-token": "acc-1", "x-key": "k3y-0ne" },
    });
  });

  test("masks every secret that its request carried, whatever the answer repeats", async () => {
    const echo: Answer = (seen, response) =>
      json(response, { error: "invalid_client", error_description: `${JSON.stringify(seen.headers)} ${seen.body}` }, 401);
    const { outcome, seen } = await revoke(
      {
        ...http,
        method: "POST",
        encoding: "form",
        headers: { Authorization: "Client {clientSecret}", "x-key": "{key}" },
        parameters: { access_token: "{accessToken}", refresh_token: "{refreshToken}" },
      },
      echo,
    );

    expect(seen[0]).toMatchObject({ path: "/sessions/current", body: "access_token=acc-1&refresh_token=ref-1" });
    expect(seen[0]!.headers).toMatchObject({ authorization: "Client 50%+1:x", "x-key": "k3y-0ne" });
    const evidence = JSON.stringify(outcome);
    expect(evidence).toContain("invalid_client");
    for (const secret of ["50%+1:x", "50%25", "k3y-0ne", "acc-1", "ref-1"]) expect(evidence).not.toContain(secret);
  });

  test("knows when there was nothing left to end, and when it failed", async () => {
    expect((await revoke(http, status(401, { code: "SESSION_GONE" }))).outcome).toMatchObject({ kind: "revoked" });
    expect((await revoke(http, status(401, { code: "OTHER" }))).outcome).toMatchObject({ kind: "failed" });
    expect((await revoke(http, status(500))).outcome).toMatchObject({ kind: "failed", class: "transient" });
  });
});

test.each(["browser", "uninstall", "manual", "undocumented"] as const)(
  "where access ends by %s, no call is made",
  async (kind) => {
    const { outcome, seen } = await revoke({ kind, accessTokenSurvives: "unknown" }, status(200));

    expect(outcome).toEqual({ kind: "no_way" });
    expect(seen).toHaveLength(0);
  },
);
