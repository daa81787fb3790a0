import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { createProviderClient } from "@/lib/adapters/http/provider-client";
import type { ProviderDefinitionInput } from "@/lib/core/providers/definition";
import { halServer } from "../../support/hal-server";
import { madeUpProvider, targetOf, VERIFIER } from "../../support/provider-target";
import { client, httpTarget } from "../http/loopback";
import { json, lookalike, providerClient, providerServer, TOKENS } from "./provider-server";

type Discovery = ProviderDefinitionInput["discovery"];
const oidc: Discovery = { kind: "oidc", issuer: "{auth}" };
const returned = { response: new URLSearchParams("code=c&state=s"), state: "s", nonce: "n", codeVerifier: VERIFIER, scope: [] };
const refreshing = { refreshToken: "ref-1", scope: [], variables: {} };
const revoking = { accessToken: "acc-1", refreshToken: "ref-1", variables: {} };

/** A server with metadata. @param say changes the document; null: there is none */
async function metadataServer(discovery: Discovery, say: (origin: string) => object | null) {
  const server = await providerServer(({ path }, response) => {
    if (!path.startsWith("/.well-known/")) return json(response, TOKENS);
    const document = say(server.origin);
    return document === null ? json(response, {}, 503) : json(response, document);
  });
  const definition = madeUpProvider({
    issuer: null,
    discovery,
    revocation: {
      kind: "rfc7009",
      endpoint: "{auth}/own-end",
      token: "refresh_token",
      scope: "grant",
      accessTokenSurvives: true,
    },
  });
  return { ...server, target: lookalike(definition, server.origin) };
}
const standard = (origin: string) => ({
  issuer: origin,
  authorization_endpoint: `${origin}/go`,
  token_endpoint: `${origin}/swap`,
  revocation_endpoint: `${origin}/end`,
});
const pathsOf = (seen: readonly { readonly path: string }[]) => seen.map(({ path }) => path);

describe("A23: endpoints out of a server's metadata", () => {
  test.each([
    ["oidc", "/.well-known/openid-configuration"],
    ["rfc8414", "/.well-known/oauth-authorization-server"],
  ] as const)("A23: %s: all four calls go where the document says, which is read once", async (kind, path) => {
    await using server = await metadataServer({ kind, issuer: "{auth}" }, standard);
    const provider = providerClient();

    const prepared = await provider.prepare({ target: server.target, variables: {}, when: "leaving" });
    if (!prepared.ok) throw new Error(String(prepared.error.evidence.errorText));
    const address = provider.authorizationUrl({
      target: prepared.value,
      state: "s",
      nonce: "n",
      codeChallenge: "c",
      scope: [],
      variables: {},
    });
    const exchanged = await provider.exchangeCode({ target: server.target, variables: {}, ...returned });
    const refreshed = await provider.refresh({ target: server.target, ...refreshing });
    const revoked = await provider.revoke({ target: server.target, ...revoking });

    expect(address.startsWith(`${server.origin}/go?`)).toBe(true);
    expect([exchanged.ok, refreshed.ok, revoked.kind]).toEqual([true, true, "revoked"]);
    expect(pathsOf(server.seen)).toEqual([path, "/swap", "/swap", "/end"]);
  });

  test("A23: the request for the document carries no secret", async () => {
    await using server = await metadataServer(oidc, standard);
    await providerClient().prepare({ target: server.target, variables: {}, when: "leaving" });
    expect(JSON.stringify(server.seen)).not.toMatch(/authorization|50%|client_secret/);
  });

  test("those who start at the same time share one request", async () => {
    await using server = await metadataServer(oidc, standard);
    const provider = providerClient();
    const all = await Promise.all(
      Array.from({ length: 20 }, () => provider.prepare({ target: server.target, variables: {}, when: "leaving" })),
    );
    expect(all.every(({ ok }) => ok)).toBe(true);
    expect(server.seen).toHaveLength(1);
  });

  test("A6: a promise of the document binds the response: no iss, no token request", async () => {
    const promising = (origin: string) => ({ ...standard(origin), authorization_response_iss_parameter_supported: true });
    await using server = await metadataServer(oidc, promising);
    const provider = providerClient();
    const exchange = (iss: string | null) =>
      provider.exchangeCode({
        target: server.target,
        variables: {},
        ...returned,
        response: new URLSearchParams({ code: "c", state: "s", ...(iss !== null && { iss }) }),
      });

    expect(await exchange(null)).toMatchObject({ ok: false, class: "code_invalid" });
    expect(await exchange("https://evil.example")).toMatchObject({ ok: false, class: "code_invalid" });
    expect(pathsOf(server.seen)).toEqual(["/.well-known/openid-configuration"]);
    expect(await exchange(server.origin)).toMatchObject({ ok: true });
  });

  test("A6: while nobody knows what the server promises, a code is not spent; a grant that we hold is kept alive", async () => {
    await using server = await metadataServer(oidc, () => null);
    const provider = providerClient();

    expect((await provider.prepare({ target: server.target, variables: {}, when: "leaving" })).ok).toBe(false);
    expect(await provider.exchangeCode({ target: server.target, variables: {}, ...returned })).toMatchObject({
      ok: false,
      class: "transient",
    });
    expect(pathsOf(server.seen)).not.toContain("/token");
    expect(await provider.refresh({ target: server.target, ...refreshing })).toMatchObject({ ok: true });
    expect(await provider.revoke({ target: server.target, ...revoking })).toMatchObject({ kind: "revoked" });
    expect(pathsOf(server.seen).slice(-2)).toEqual(["/token", "/own-end"]);
  });

  test("what was read once is used while the document cannot be read", async () => {
    let at = 0;
    let isUp = true;
    await using server = await metadataServer(oidc, (origin) => (isUp ? standard(origin) : null));
    const clock = { now: () => new Date(), monotonicMs: () => at };
    const provider = createProviderClient({ http: client(), clock, deadlineMs: 5_000 });
    const prepare = () => provider.prepare({ target: server.target, variables: {}, when: "leaving" });

    await prepare();
    isUp = false;
    at = 3_600_001;
    expect(await prepare()).toMatchObject({ ok: true, value: { definition: { token: { endpoint: `${server.origin}/swap` } } } });
    expect(server.seen).toHaveLength(2);
  });
});

describe("A23, B7: a document that would lead elsewhere", () => {
  const evil = (port: number) => `http://127.0.0.1:${port}`;
  test.each<[string, (origin: string, port: number) => object]>([
    ["names another issuer", (_, port) => ({ issuer: evil(port) })],
    ["names its issuer with a slash", (origin) => ({ issuer: `${origin}/` })],
    ["has its token endpoint at another port", (_, port) => ({ token_endpoint: `${evil(port)}/token` })],
    ["hides the other host behind a user name", (origin, port) => ({ token_endpoint: `${origin}@127.0.0.1:${port}/token` })],
    ["carries a user name", (origin) => ({ token_endpoint: origin.replace("//", "//user:pass@") })],
    ["has its keys elsewhere", (_, port) => ({ jwks_uri: `${evil(port)}/keys` })],
    ["revokes elsewhere", (_, port) => ({ revocation_endpoint: `${evil(port)}/end` })],
    ["authorizes elsewhere", (_, port) => ({ authorization_endpoint: `${evil(port)}/go` })],
    ["speaks another scheme", () => ({ token_endpoint: "ftp://127.0.0.1/token" })],
  ])("A23, B7: %s: nobody leaves, and the other server is not reached", async (_, change) => {
    await using other = await httpTarget((_request, reply) => void reply.end("{}"));
    await using server = await metadataServer(oidc, (origin) => ({ ...standard(origin), ...change(origin, other.port) }));
    const provider = providerClient();

    expect(await provider.prepare({ target: server.target, variables: {}, when: "leaving" })).toMatchObject({
      ok: false,
      error: { class: "reply_malformed" },
    });
    expect((await provider.exchangeCode({ target: server.target, variables: {}, ...returned })).ok).toBe(false);
    await provider.refresh({ target: server.target, ...refreshing });
    await provider.revoke({ target: server.target, ...revoking });

    expect(other.connections()).toBe(0);
    expect(new Set(pathsOf(server.seen)), "what we hold stays with the definition's own addresses").toEqual(
      new Set(["/.well-known/openid-configuration", "/token", "/own-end"]),
    );
  });

  test("A23, B7: an endpoint over plain http is refused where the environment is on https", async () => {
    const definition = madeUpProvider({ discovery: { kind: "hal", home: "{api}", token: "x:token" } });
    const asked: string[] = [];
    const provider = createProviderClient({
      clock: { now: () => new Date(), monotonicMs: () => performance.now() },
      deadlineMs: 1_000,
      http: async ({ url }) => {
        asked.push(url);
        const body = JSON.stringify({ _links: { "x:token": { href: "http://api.made-up.example/token" } } });
        return { ok: true, reply: { status: 200, headers: {}, body, clockSkewMs: null } };
      },
    });
    expect((await provider.prepare({ target: targetOf(definition), variables: {}, when: "leaving" })).ok).toBe(false);
    expect(asked).toEqual(["https://api.made-up.example/"]);
  });

  test.each<[string, (response: ServerResponse, to: string) => void]>([
    ["a redirect", (response, to) => void response.writeHead(302, { location: to }).end()],
    ["a page", (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html></html>")],
    ["a list", (response) => json(response, [])],
    ["no answer", (response) => void response.destroy()],
  ])("A23, B6: %s instead of the document is no document", async (_, answer) => {
    await using other = await httpTarget((_request, reply) => void reply.end("{}"));
    await using server = await providerServer((_seen, response) => answer(response, other.origin));
    const target = lookalike(madeUpProvider({ discovery: oidc }), server.origin);
    expect((await providerClient().prepare({ target, variables: {}, when: "leaving" })).ok).toBe(false);
    expect(other.connections()).toBe(0);
  });
});

describe("the token endpoint as a link", () => {
  const target = ({ definition }: Awaited<ReturnType<typeof halServer>>) =>
    targetOf(definition, { environmentId: "lookalike", clientSecret: "50%+1:x" });

  test("Foxy 4: the header is on the home page, the token request and every call of the API", async () => {
    await using server = await halServer("ab+1/2");
    const provider = providerClient();
    const given = { target: target(server), variables: {} };

    const exchanged = await provider.exchangeCode({
      ...given,
      ...returned,
      response: new URLSearchParams({ code: server.issueCode("3200"), state: "s" }),
    });
    if (!exchanged.ok) throw new Error(String(exchanged.evidence.errorText));
    await provider.identify({ ...given, grant: exchanged.grant });
    await provider.refresh({ ...given, refreshToken: "ref-3200", scope: [] });
    await provider.revoke({ ...given, accessToken: exchanged.grant.accessToken, refreshToken: "ref-3200" });

    expect(server.seen.length).toBeGreaterThan(8);
    expect(server.seen.filter(({ headers }) => headers["foxy-api-version"] !== "1")).toEqual([]);
    expect(pathsOf(server.seen).slice(0, 2)).toEqual(["/", "/swap"]);
    expect(server.seen[0]?.headers.authorization, "the home page is asked without anybody's access").toBeUndefined();
  });

  test("Foxy 4: without the header the home page refuses, so nobody leaves", async () => {
    await using server = await halServer();
    const bare = { ...server.definition, discovery: { kind: "hal", home: "{api}", token: "fx:token", headers: {} } } as const;
    const outcome = await providerClient().prepare({
      target: targetOf(bare, { environmentId: "lookalike" }),
      variables: {},
      when: "leaving",
    });
    expect(outcome).toMatchObject({ ok: false, error: { evidence: { status: 400 } } });
  });

  test("Foxy 2: after the redirect a home page that is down costs no code: the definition's own address stands in", async () => {
    await using server = await halServer();
    server.instead.set("/", 503);
    const provider = providerClient();
    const given = { target: target(server), variables: {} };

    expect((await provider.prepare({ ...given, when: "leaving" })).ok).toBe(false);
    const response = new URLSearchParams({ code: server.issueCode("3200"), state: "s" });
    expect(await provider.exchangeCode({ ...given, ...returned, response })).toMatchObject({ ok: true });
    expect(await provider.refresh({ ...given, refreshToken: "ref-3200", scope: [] })).toMatchObject({ ok: true });
    expect(pathsOf(server.seen).slice(-2)).toEqual(["/token", "/token"]);
    expect(
      pathsOf(server.seen).filter((path) => path === "/"),
      "and it is not asked again at once",
    ).toHaveLength(1);
  });

  test("B7: a home page whose link leads to another server gets no code, no secret and no token there", async () => {
    await using other = await httpTarget((_request, reply) => void reply.end("{}"));
    await using server = await halServer();
    server.links["fx:token"] = `${other.origin}/token`;
    const provider = providerClient();
    const given = { target: target(server), variables: {} };

    expect(await provider.prepare({ ...given, when: "leaving" })).toMatchObject({ error: { class: "reply_malformed" } });
    await provider.refresh({ ...given, refreshToken: "ref-3200", scope: [] });
    expect(other.connections()).toBe(0);
    expect(pathsOf(server.seen)).toEqual(["/", "/token"]);
  });
});

test("a refresh ends within its deadline, however slow the home page is", async () => {
  await using server = await halServer();
  await using slow = await httpTarget(() => undefined);
  const bases = { account: server.origin, api: slow.origin, other: server.origin };
  const environments = { lookalike: { label: "Slow", isTest: true, allowHttp: true, bases } };
  const target = targetOf({ ...server.definition, environments }, { environmentId: "lookalike" });

  const beganAt = performance.now();
  const outcome = await providerClient(1_000).refresh({ target, ...refreshing });
  expect(outcome).toMatchObject({ ok: false, class: "transient" });
  expect(performance.now() - beganAt).toBeLessThan(1_500);
});
