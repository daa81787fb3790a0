import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { honest, strange, stranger } from "../../support/forged-id-tokens";
import { timed } from "../http/loopback";
import { idTokenProvider, keySetOf, kitOf, makeKey } from "./id-token-provider";
import { json, providerServer, TOKENS } from "./provider-server";

const MINUTE = 60_000;
const refused = { ok: false, class: "reply_malformed" };
const notNow = { ok: false, class: "transient", evidence: { errorText: "the keys of the issuer cannot be read" } };
const renewed = { ok: true, grant: { refreshToken: TOKENS.refresh_token, idToken: null, idTokenClaims: null } };
const unknownKey = () => honest(kitOf(), {}, { kid: "nobody" });

/** A clock that stands still until the test moves it; the wall goes on, because claims are compared with it. */
function movableClock() {
  let ms = 1_000;
  return {
    now: () => new Date(),
    monotonicMs: () => ms,
    pass: (more: number) => {
      ms += more;
    },
  };
}

describe("B11: keys come from the configured place only", () => {
  test("addresses and keys in the header of an id_token are not looked at", async () => {
    await using elsewhere = await providerServer((_seen, response) =>
      json(response, keySetOf({ kid: "k1", privateKey: stranger }, { kid: "k9", privateKey: stranger })),
    );
    await using provider = await idTokenProvider();
    const jwk = (keySetOf({ kid: "k9", privateKey: stranger }) as { keys: object[] }).keys[0];
    const lure = { jku: `${elsewhere.origin}/keys`, x5u: `${elsewhere.origin}/chain`, jwk, x5c: ["MIIB"] };

    for (const kid of ["k1", "k9", undefined]) {
      expect(await provider.exchange(strange(kitOf(), { ...lure, kid }))).toMatchObject(refused);
    }
    expect(await provider.exchange(honest(kitOf(), {}, lure)), "an honest one stays honest").toMatchObject({ ok: true });
    expect(elsewhere.connections()).toBe(0);
  });

  test("a key set outside the environment's own origins is never asked for, and no code is sent", async () => {
    await using elsewhere = await providerServer((_seen, response) => json(response, keySetOf()));
    const keys = `https://127.0.0.1:${new URL(elsewhere.origin).port}/keys`;
    await using provider = await idTokenProvider({ idToken: { issuer: "{auth}/", keys, algorithms: ["RS256"] } });

    expect(await provider.exchange(honest(kitOf()))).toMatchObject({ ok: false, evidence: { errorCode: "outside_environment" } });
    expect([elsewhere.connections(), provider.seen.length]).toEqual([0, 0]);
  });

  test("a redirect of the key set is not followed", async () => {
    await using elsewhere = await providerServer((_seen, response) =>
      json(response, keySetOf({ kid: "k1", privateKey: stranger })),
    );
    for (const status of [301, 302, 303, 307, 308]) {
      await using provider = await idTokenProvider();
      provider.behaviour.keys = (response) => void response.writeHead(status, { location: `${elsewhere.origin}/keys` }).end();

      expect(await provider.exchange(strange(kitOf()))).toMatchObject(notNow);
    }
    expect(elsewhere.connections()).toBe(0);
  });

  test("two environments of a provider have keys of their own", async () => {
    await using one = await idTokenProvider();
    await using two = await idTokenProvider();
    two.behaviour.keys = (response) => json(response, keySetOf({ kid: "k1", privateKey: stranger }));
    const definition = {
      ...one.target.definition,
      environments: { ...one.target.definition.environments, second: two.target.definition.environments["lookalike"]! },
    };
    const at = (environmentId: string) => ({ definition, environmentId });

    expect(await one.exchange(honest(kitOf()), at("lookalike"))).toMatchObject({ ok: true });
    two.behaviour.idToken = honest(kitOf());
    expect(await one.exchange(honest(kitOf()), at("second")), "the first one's key").toMatchObject(refused);
    two.behaviour.idToken = strange(kitOf());
    expect(await one.exchange(strange(kitOf()), at("second"))).toMatchObject({ ok: true });
  });
});

describe("B11: how often a key set is read", () => {
  test("forty id_tokens with an unknown key cause one more reading per minute at most", async () => {
    const clock = movableClock();
    await using provider = await idTokenProvider({}, clock);
    await provider.exchange(honest(kitOf()));
    expect(provider.keyRequests()).toBe(1);

    clock.pass(MINUTE - 1);
    for (let round = 0; round < 2; round++) await Promise.all(Array.from({ length: 20 }, () => provider.exchange(unknownKey())));
    expect(provider.keyRequests(), "within the first minute").toBe(1);

    clock.pass(1);
    for (let round = 0; round < 2; round++) {
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => provider.exchange(unknownKey())));
      for (const outcome of outcomes) expect(outcome).toMatchObject(refused);
    }
    expect(provider.keyRequests(), "in the second minute").toBe(2);
    expect(await provider.exchange(honest(kitOf()))).toMatchObject({ ok: true });
    expect(provider.keyRequests()).toBe(2);
  });

  test("twenty sellers that arrive together at a fresh start share one reading", async () => {
    await using provider = await idTokenProvider();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => provider.exchange(honest(kitOf()))));

    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(provider.keyRequests()).toBe(1);
  });

  test("a new key of the issuer is found a minute later, and a withdrawn one is not trusted after ten", async () => {
    const clock = movableClock();
    const second = makeKey("k2");
    await using provider = await idTokenProvider({}, clock);
    await provider.exchange(honest(kitOf()));

    provider.behaviour.keys = (response) => json(response, keySetOf(second));
    expect(await provider.exchange(honest(kitOf(second)))).toMatchObject(refused);
    clock.pass(MINUTE);
    expect(await provider.exchange(honest(kitOf(second)))).toMatchObject({ ok: true });
    expect(await provider.exchange(honest(kitOf()))).toMatchObject(refused);

    provider.behaviour.keys = (response) => json(response, keySetOf());
    expect(await provider.exchange(honest(kitOf(second)))).toMatchObject({ ok: true });
    clock.pass(10 * MINUTE);
    expect(await provider.exchange(honest(kitOf(second)))).toMatchObject(refused);
  });

  test("a reading that fails takes no good key away", async () => {
    const clock = movableClock();
    await using provider = await idTokenProvider({}, clock);
    await provider.exchange(honest(kitOf()));
    provider.behaviour.keys = (response) => void response.writeHead(503).end();
    clock.pass(MINUTE);

    expect(await provider.exchange(unknownKey())).toMatchObject(refused);
    expect(await provider.exchange(honest(kitOf()))).toMatchObject({ ok: true });
    expect(provider.keyRequests()).toBe(2);
  });
});

describe("keys that cannot be read", () => {
  const big = JSON.stringify({ ...keySetOf(makeKey("k1")), filler: "x".repeat(300_000) });
  const unreadable: readonly (readonly [string, (response: ServerResponse) => void])[] = [
    ["an outage", (response) => void response.writeHead(503).end()],
    ["an outage that shows keys", (response) => json(response, keySetOf(kitOf()), 503)],
    ["a page that is gone", (response) => void response.writeHead(404).end()],
    ["a connection that breaks", (response) => void response.destroy()],
    ["a page for people", (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html>")],
    ["no list", (response) => json(response, { keys: "none" })],
    ["a list of words", (response) => json(response, { keys: ["none"] })],
    ["B8, B11: 300 kB", (response) => void response.writeHead(200, { "content-type": "application/json" }).end(big)],
  ];

  test.each(unreadable)("%s: a connect is not made now, and a renewal keeps its tokens", async (_, keys) => {
    await using provider = await idTokenProvider();
    provider.behaviour.keys = keys;

    expect(await provider.exchange(honest(kitOf()))).toMatchObject(notNow);
    expect(await provider.refresh(honest(kitOf({ nonce: undefined })))).toMatchObject(renewed);
  });

  test.each([
    ["an empty set", keySetOf()],
    ["a key that is too short", { keys: [{ kty: "RSA", kid: "k1", n: "AQAB", e: "AQAB" }] }],
    ["a key without numbers", { keys: [{ kty: "RSA", kid: "k1" }] }],
    ["two keys of one name", { keys: [...Array(2)].flatMap(() => (keySetOf(makeKey("k1")) as { keys: object[] }).keys) }],
    ["a key that is a secret", { keys: [{ kty: "oct", kid: "k1", k: "c2VjcmV0" }] }],
  ])("%s proves nothing: a connect is refused, and a renewal keeps its tokens", async (_, set) => {
    await using provider = await idTokenProvider();
    provider.behaviour.keys = (response) => json(response, set);

    expect(await provider.exchange(honest(kitOf()))).toMatchObject(refused);
    expect(await provider.refresh(honest(kitOf({ nonce: undefined })))).toMatchObject(renewed);
  });

  test("after a failure the next reading waits ten seconds, so that an outage costs one call its patience", async () => {
    const clock = movableClock();
    await using provider = await idTokenProvider({}, clock);
    const works = provider.behaviour.keys;
    provider.behaviour.keys = (response) => void response.writeHead(503).end();
    for (let i = 0; i < 5; i++) expect(await provider.exchange(honest(kitOf()))).toMatchObject(notNow);
    expect(provider.keyRequests()).toBe(1);

    provider.behaviour.keys = works;
    clock.pass(10_000);
    expect(await provider.exchange(honest(kitOf()))).toMatchObject({ ok: true });
  });

  test("a key server that hangs makes no call longer than it may be: the lease of a renewal counts on it", async () => {
    const clock = { now: () => new Date(), monotonicMs: () => performance.now() };
    await using provider = await idTokenProvider({}, clock, 2_000);
    provider.behaviour.tokenDelayMs = 1_300;
    provider.behaviour.keys = () => undefined;

    const { value, ms } = await timed(() => provider.refresh(honest(kitOf({ nonce: undefined }))));

    expect(value).toMatchObject(renewed);
    expect(ms).toBeLessThan(2_900);
  });
});
