import { describe, expect, test } from "vitest";
import type { ProviderTarget, TokenGrant } from "@/lib/core/ports/provider-client";
import { type HalServer, halServer } from "../../support/hal-server";
import { targetOf, VERIFIER } from "../../support/provider-target";
import { httpTarget } from "../http/loopback";
import { providerClient } from "./provider-server";

const provider = providerClient();
const targetAt = ({ definition }: HalServer, change: Partial<ProviderTarget> = {}) =>
  targetOf(definition, { environmentId: "lookalike", clientSecret: "50%+1:x", ...change });

/** A grant of one store, and what the server was asked for it forgotten. */
async function granted(server: HalServer, store = "3200"): Promise<TokenGrant> {
  const exchanged = await provider.exchangeCode({
    target: targetAt(server),
    response: new URLSearchParams({ code: server.issueCode(store), state: "s" }),
    state: "s",
    nonce: "n",
    codeVerifier: VERIFIER,
    scope: ["store_full_access"],
    variables: {},
  });
  if (!exchanged.ok) throw new Error(String(exchanged.evidence.errorText));
  server.seen.length = 0;
  return exchanged.grant;
}
const revoke = (server: HalServer, grant: TokenGrant, target = targetAt(server)) =>
  provider.revoke({ target, accessToken: grant.accessToken, refreshToken: grant.refreshToken, variables: grant.variables });
const asked = ({ seen }: HalServer) => seen.filter(({ path }) => path !== "/swap").map(({ method, path }) => `${method} ${path}`);

describe("whose account it is, told by a linked document", () => {
  test("Foxy 5: the store's number decides, and the store itself tells its name", async () => {
    await using server = await halServer();
    const grant = await granted(server);

    expect(grant.scope, "the number is no permission").toEqual(["store_full_access"]);
    expect(await provider.identify({ target: targetAt(server), grant, variables: {} })).toEqual({
      issuer: "hal-shop/lookalike",
      key: "3200",
      name: "Shop 3200",
    });
    expect(asked(server)).toEqual(["GET /", "GET /stores/3200"]);
  });

  test("Foxy 5: it is asked for only with the permission for it, or when the reply named none", async () => {
    await using server = await halServer();
    const grant = await granted(server);
    const identify = (scope: TokenGrant["scope"]) =>
      provider.identify({ target: targetAt(server), grant: { ...grant, scope }, variables: {} });

    expect(await identify(["something_else"])).toMatchObject({ key: "3200", name: null });
    expect(asked(server)).toEqual([]);
    expect(await identify(null)).toMatchObject({ key: "3200", name: "Shop 3200" });
  });

  test.each([
    ["the store does not answer", (server: HalServer) => server.instead.set("/stores/3200", 503)],
    ["the start is no document", (server: HalServer) => server.instead.set("/", { status: 200, body: [] })],
    ["the link is missing", (server: HalServer) => server.instead.set("/", { status: 200, body: { _links: {} } })],
  ])("Foxy 5: when %s the connect goes on without a name", async (_, spoil) => {
    await using server = await halServer();
    const grant = await granted(server);
    spoil(server);
    expect(await provider.identify({ target: targetAt(server), grant, variables: {} })).toMatchObject({
      key: "3200",
      name: null,
    });
  });

  test("B7: a link that leads to another server is not followed with the seller's access", async () => {
    await using other = await httpTarget((_request, reply) => void reply.end('{"store_name":"Evil"}'));
    await using server = await halServer();
    const grant = await granted(server);
    for (const href of [`${other.origin}/stores/1`, `//127.0.0.1:${other.port}/`, `${server.origin}@127.0.0.1:${other.port}/`]) {
      server.instead.set("/", { status: 200, body: { _links: { "fx:store": { href } } } });
      expect(await provider.identify({ target: targetAt(server), grant, variables: {} })).toMatchObject({ name: null });
    }
    expect(other.connections()).toBe(0);
  });
});

describe("a grant that is a resource is ended by deleting it", () => {
  test("Foxy 13: our own entry of this store is found on any page and deleted by the last call; access is dead afterwards", async () => {
    await using server = await halServer("ab+1/2");
    const grant = await granted(server);

    expect(await revoke(server, grant)).toMatchObject({ kind: "revoked", evidence: { status: 200 } });

    expect(asked(server)).toEqual([
      "GET /",
      "GET /stores/3200",
      "GET /stores/3200/integrations?offset=0",
      "GET /stores/3200/integrations?offset=2",
      "DELETE /integrations/77",
    ]);
    expect([...server.integrations.keys()], "neither another application nor another store lost anything").toEqual([
      "70",
      "71",
      "78",
    ]);
    const after = await fetch(`${server.origin}/stores/3200`, {
      headers: { authorization: `Bearer ${grant.accessToken}`, "foxy-api-version": "1" },
    });
    expect(after.status).toBe(401);
  });

  test("Foxy 13: of two entries that are ours the second is gone with our access, and that is success", async () => {
    await using server = await halServer("ab+1/2");
    server.integrations.set("79", { store: "3200", clientId: "ab+1/2" });
    const grant = await granted(server);

    expect(await revoke(server, grant)).toMatchObject({ kind: "revoked", evidence: { status: 401 } });
    expect(asked(server).slice(-2)).toEqual(["DELETE /integrations/77", "DELETE /integrations/79"]);
  });

  test.each([404, 410])("Foxy 13: an entry that answers %i was deleted by somebody else", async (status) => {
    await using server = await halServer("ab+1/2");
    const grant = await granted(server);
    server.instead.set("/integrations/77", status);
    expect(await revoke(server, grant)).toMatchObject({ kind: "revoked" });
  });

  test("Foxy 15: without an entry of ours it was revoked already, and nothing is deleted", async () => {
    await using server = await halServer("nobody");
    const grant = await granted(server);

    expect(await revoke(server, grant)).toMatchObject({ kind: "revoked" });
    expect(asked(server).some((call) => call.startsWith("DELETE"))).toBe(false);
    expect(server.integrations.size).toBe(4);
  });

  test.each([
    ["the list does not answer", (server: HalServer) => server.instead.set("/stores/3200/integrations", 503), "transient"],
    ["our access is not accepted", (server: HalServer) => server.instead.set("/", 401), "reply_malformed"],
    [
      "our access is over",
      (server: HalServer) => server.instead.set("/", { status: 401, body: { error: "invalid_token" } }),
      "token_expired",
    ],
    [
      "a link is missing",
      (server: HalServer) => server.instead.set("/stores/3200", { status: 200, body: {} }),
      "reply_malformed",
    ],
    ["the entry answers 500", (server: HalServer) => server.instead.set("/integrations/77", 500), "transient"],
    [
      "the first entry answers 401",
      (server: HalServer) => server.instead.set("/integrations/77", { status: 401, body: { error: "invalid_token" } }),
      "token_expired",
    ],
  ])("when %s nobody says that access ended", async (_, spoil, errorClass) => {
    await using server = await halServer("ab+1/2");
    const grant = await granted(server);
    spoil(server);
    const outcome = await revoke(server, grant);
    expect(outcome).toMatchObject({ kind: "failed", class: errorClass });
    expect(JSON.stringify(outcome)).not.toContain(grant.accessToken);
  });

  test("B7: an entry, a page or a list that leads to another server is neither read nor deleted there", async () => {
    await using other = await httpTarget((_request, reply) => void reply.end("{}"));
    await using server = await halServer("ab+1/2");
    const grant = await granted(server);
    const list = (extra: object) => ({ status: 200, body: { _embedded: { "fx:integrations": [] }, ...extra } });

    server.integrations.set("77", { store: "3200", clientId: "ab+1/2", self: `${other.origin}/integrations/77` });
    expect(await revoke(server, grant)).toMatchObject({ kind: "failed", class: "reply_malformed" });
    server.instead.set("/stores/3200/integrations", list({ _links: { next: { href: `${other.origin}/page` } } }));
    expect(await revoke(server, grant)).toMatchObject({ kind: "failed", class: "reply_malformed" });
    const elsewhere = { "fx:integrations": { href: `http://user@127.0.0.1:${other.port}/` } };
    server.instead.set("/stores/3200", { status: 200, body: { _links: elsewhere } });
    expect(await revoke(server, grant)).toMatchObject({ kind: "failed", class: "reply_malformed" });

    expect(other.connections()).toBe(0);
  });

  test("a list without an end is left, and nothing of it is deleted", async () => {
    await using server = await halServer("ab+1/2");
    const grant = await granted(server);
    for (let n = 100; n < 160; n++) server.integrations.set(String(n), { store: "3200", clientId: "other" });

    expect(await revoke(server, grant)).toMatchObject({ kind: "failed", class: "reply_malformed" });
    expect(asked(server).filter((call) => call.includes("offset="))).toHaveLength(20);
  });
});
