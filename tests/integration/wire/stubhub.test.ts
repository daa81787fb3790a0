import { describe, expect, test } from "vitest";
import { stubhub } from "@/lib/core/providers/stubhub";
import { VERIFIER } from "../../support/provider-target";
import { type Answer, json, lookalike, providerClient, providerServer, type Seen } from "./provider-server";

const SCOPE = ["read:sellerlistings", "write:sellerlistings"];
const CLIENT_ID = "holdfast:1";
const SECRET = "50%+1:x /";

/** What the documents say of the token endpoint: encoded Basic, `scope` in both grants, a User-Agent, single-use refresh tokens. */
function documented(): Answer {
  let current = "ref-0";
  let issued = 0;
  return ({ headers, form, path }, response) => {
    if (!headers["user-agent"]) return json(response, { code: "user_agent_required", message: "User-Agent" }, 400);
    if (path === "/v2/user") return json(response, { email: "ana@example.com" });
    if (!isClient(headers.authorization)) return json(response, { error: "invalid_client" }, 401);
    if (form.get("scope") !== SCOPE.join(" ")) return json(response, { code: "validation_failed", message: "scope" }, 400);
    if (form.get("grant_type") === "refresh_token" && form.get("refresh_token") !== current)
      return json(response, { error: "invalid_grant" }, 400);
    issued += 1;
    current = `ref-${issued}`;
    json(response, {
      access_token: `acc-${issued}`,
      token_type: "bearer",
      expires_in: 3600,
      refresh_token: current,
      scope: SCOPE.join(" "),
    });
  };
}

function isClient(authorization = ""): boolean {
  const [id = "", secret = "", ...more] = atob(authorization.replace("Basic ", "")).split(":");
  const decoded = new URLSearchParams(`id=${id}&secret=${secret}`);
  return more.length === 0 && decoded.get("id") === CLIENT_ID && decoded.get("secret") === SECRET;
}

const at = (origin: string) => lookalike(stubhub, origin, { clientId: CLIENT_ID, clientSecret: SECRET });
const exchange = (origin: string) =>
  providerClient().exchangeCode({
    target: at(origin),
    response: new URLSearchParams({ code: "c0de", state: "st-1" }),
    state: "st-1",
    nonce: "n-1",
    codeVerifier: VERIFIER,
    scope: SCOPE,
    variables: {},
  });
const refresh = (origin: string, refreshToken: string) =>
  providerClient().refresh({ target: at(origin), refreshToken, scope: SCOPE, variables: {} });

describe("StubHub's token endpoint as documented", () => {
  test("StubHub 1: an exchange with an encoded Basic header succeeds, the lower-case type included", async () => {
    await using server = await providerServer(documented());

    const outcome = await exchange(server.origin);

    expect(outcome).toMatchObject({
      ok: true,
      grant: {
        accessToken: "acc-1",
        refreshToken: "ref-1",
        tokenType: "bearer",
        scope: SCOPE,
        accessLifetimeSeconds: 3600,
        accessLifetimeSource: "reply",
      },
    });
    expect(server.seen[0]).toMatchObject({ method: "POST", path: "/oauth2/token" });
    expect(server.seen[0]!.form.get("code_verifier")).toBe(VERIFIER);
  });

  test("StubHub 2: the scope goes along in the exchange and in the refresh", async () => {
    await using server = await providerServer(documented());

    await exchange(server.origin);
    await refresh(server.origin, "ref-1");

    expect(server.seen.map(({ form }) => form.get("scope"))).toEqual([SCOPE.join(" "), SCOPE.join(" ")]);
  });

  test("StubHub 4: a refresh gives a different refresh token, and the old one is refused without proof", async () => {
    await using server = await providerServer(documented());

    expect(await refresh(server.origin, "ref-0")).toMatchObject({ ok: true, grant: { refreshToken: "ref-1" } });
    expect(await refresh(server.origin, "ref-0")).toMatchObject({
      ok: false,
      class: "grant_dead",
      proven: false,
      outcomeKnown: true,
    });
  });

  test("StubHub 4: a refresh reply without a new refresh token is not trusted", async () => {
    await using server = await providerServer((_seen, response) =>
      json(response, { access_token: "a", token_type: "bearer", expires_in: 3600 }),
    );

    expect(await refresh(server.origin, "ref-0")).toMatchObject({ ok: false, class: "reply_malformed", outcomeKnown: false });
  });

  test("StubHub 9: every call carries a User-Agent", async () => {
    await using server = await providerServer(documented());

    const outcome = await exchange(server.origin);
    if (outcome.ok)
      await providerClient().identify({
        target: at(server.origin),
        grant: { ...outcome.grant, scope: ["read:user"] },
        variables: {},
      });

    expect(server.seen).toHaveLength(2);
    expect(server.seen.every(({ headers }) => /^Holdfast\/\d/.test(headers["user-agent"] ?? ""))).toBe(true);
  });

  test("StubHub 13: there is no call that ends the access, so none is made", async () => {
    await using server = await providerServer(documented());

    expect(
      await providerClient().revoke({ target: at(server.origin), accessToken: "a", refreshToken: "r", variables: {} }),
    ).toEqual({ kind: "no_way" });
    expect(server.seen).toHaveLength(0);
  });
});

test("StubHub 14: a sandbox token never reaches production, even when an address is spelled out", async () => {
  await using sandbox = await providerServer(documented());
  await using production = await providerServer(documented());
  const environment = (origin: string) => ({
    label: "Test",
    isTest: true,
    allowHttp: true,
    bases: { account: origin, api: origin },
  });
  const environments = { production: environment(production.origin), sandbox: environment(sandbox.origin) };
  const spelledOut = {
    ...stubhub,
    environments,
    token: { ...stubhub.token, refreshEndpoint: `${production.origin}/oauth2/token` },
  };
  const input = { refreshToken: "ref-0", scope: SCOPE, variables: {} };

  const outcome = await providerClient().refresh({
    ...input,
    target: { ...at(sandbox.origin), definition: { ...stubhub, environments }, environmentId: "sandbox" },
  });
  const refused = await providerClient().refresh({
    ...input,
    target: { ...at(sandbox.origin), definition: spelledOut, environmentId: "sandbox" },
  });

  expect(outcome).toMatchObject({ ok: true });
  expect(refused).toMatchObject({
    ok: false,
    class: "request_invalid",
    outcomeKnown: true,
    evidence: { errorCode: "outside_environment" },
  });
  expect([sandbox.seen.length, production.seen.length]).toEqual([1, 0]);
});

describe("StubHub 11: a label is found where possible and never fails a connect", () => {
  const identify = async (origin: string, scope: readonly string[] | null, deadlineMs?: number) => {
    const grant = {
      accessToken: "acc-1",
      refreshToken: "r",
      idToken: null,
      idTokenClaims: null,
      tokenType: "bearer",
      scope,
      accessLifetimeSeconds: 3600,
      accessLifetimeSource: "reply",
      refreshLifetimeSeconds: null,
      variables: {},
    } as const;
    return providerClient(deadlineMs).identify({ target: at(origin), grant, variables: {} });
  };

  test("StubHub 11: without read:user nobody is asked", async () => {
    await using server = await providerServer((_seen, response) => json(response, { email: "ana@example.com" }));

    expect(await identify(server.origin, SCOPE)).toMatchObject({ key: null, name: null });
    expect(server.seen).toHaveLength(0);
  });

  test("StubHub 3: with read:user the account is asked with a capital Bearer, and its address is a name only", async () => {
    await using server = await providerServer((_seen, response) =>
      json(response, { email: "ana@example.com", full_name: "Ana" }),
    );

    expect(await identify(server.origin, ["read:user"])).toMatchObject({ key: null, name: "ana@example.com" });
    expect(server.seen.map(({ path, headers }: Seen) => [path, headers.authorization, headers.accept])).toEqual([
      ["/v2/user", "Bearer acc-1", "application/hal+json"],
    ]);
  });

  test.each<[string, Answer]>([
    ["403", (_seen, response) => json(response, { code: "insufficient_scope" }, 403)],
    ["500 with a page", (_seen, response) => void response.writeHead(500).end("<html>")],
    ["text instead of JSON", (_seen, response) => void response.writeHead(200).end("hello")],
    ["a list", (_seen, response) => json(response, [{ email: "ana@example.com" }])],
    ["no answer at all", () => undefined],
    ["a closed connection", (_seen, response) => void response.destroy()],
  ])("StubHub 11: %s leaves the account without a name", async (_, answer) => {
    await using server = await providerServer(answer);

    expect(await identify(server.origin, ["read:user"], 300)).toMatchObject({ key: null, name: null });
  });
});
