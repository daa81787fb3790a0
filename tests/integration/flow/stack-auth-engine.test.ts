import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { stackAuth } from "@/lib/core/providers/stack-auth";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { lookalike, providerClient } from "@/tests/integration/wire/provider-server";
import { calm } from "@/tests/support/calm";
import { buildHouse, CLIENT_SECRET, type House, houseRegistration, makeSeller } from "@/tests/support/house";
import { openTokensOf } from "@/tests/support/open-tokens";
import { CHALLENGE, VERIFIER } from "@/tests/support/provider-target";
import { eventTypes, storedConnection } from "@/tests/support/rows";
import { type SessionEngine, sessionEngine, signInAt } from "@/tests/support/session-engine";
import { arrive, start } from "@/tests/support/walk";

const post = { ...stackAuth.token, parameters: { code: {}, refresh: {} } };

let engine: SessionEngine;
let house: House;
let jane: Actor;

beforeAll(async () => {
  engine = await sessionEngine();
  const definitions = [
    engine.definition("session-form"),
    engine.definition("session-json", { token: { ...stackAuth.token, encoding: "json" } }),
    engine.definition("session-basic", { token: post, client: { ...stackAuth.client, methods: ["basic"] } }),
    engine.definition("session-post", { token: post, client: { ...stackAuth.client, methods: ["post"] } }),
  ];
  house = await buildHouse({ registrations: definitions.map(houseRegistration) }, definitions);
  jane = await makeSeller(house);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
});
beforeEach(() => {
  engine.asked.length = 0;
  Object.assign(engine.settings, { requiresKey: false, refreshDays: 365, accessSeconds: 600 });
});

async function connectAs(providerId: string, account: string) {
  const started = await start(house, jane, { providerId });
  const { outcome } = await arrive(house, jane, started, await signInAt(started.address, account));
  const result = await house.services.attemptResult(jane, started.attemptId);
  return { outcome, id: (result.ok && result.value.connection?.id) || "" };
}
const refresh = (id: string) =>
  refreshConnection(house.container.dependencies, { connectionId: id, trigger: "reader", ifGeneration: null });
const detail = async (id: string) => {
  const read = await house.services.connectionDetail(jane, { id, before: null, timeZone: null });
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};

describe("a whole connection against the engine that Stack Auth runs on", () => {
  it.each([
    ["session-form", "application/x-www-form-urlencoded", false],
    ["session-json", "application/json", false],
    ["session-basic", "application/x-www-form-urlencoded", true],
    ["session-post", "application/x-www-form-urlencoded", false],
  ])(
    "Stack Auth 4, A26: %s: a form, JSON, Basic and a posted secret all connect and renew alike",
    async (providerId, contentType, hasBasic) => {
      const { outcome, id } = await connectAs(providerId, `four-${providerId}`);

      expect(outcome).toBe("connected");
      expect(await refresh(id)).toEqual({ ok: true, value: { generation: 2 } });
      expect(engine.asked).toEqual([
        { grant: "authorization_code", contentType, hasBasic, status: 200 },
        { grant: "refresh_token", contentType, hasBasic, status: 200 },
      ]);
      expect(await detail(id)).toMatchObject({ account: `four-${providerId}@shop.test`, state: "working" });
    },
  );

  it("Stack Auth 1: access is known to end after ten minutes, whatever expires_in says, and is renewed before that", async () => {
    const { id } = await connectAs("session-form", "one");

    const stored = await storedConnection(house, id);
    const seconds = (name: string) => (Number(stored[name]) - Number(stored["obtained_at"])) / 1000;
    expect(seconds("access_expires_at")).toBeGreaterThan(595);
    expect(seconds("access_expires_at")).toBeLessThanOrEqual(600);
    expect(seconds("refresh_after")).toBeLessThan(seconds("access_expires_at") * 0.86);
  });

  it("Stack Auth 8: fifty renewals with one and the same refresh token, which the replies leave out", async () => {
    const { id } = await connectAs("session-form", "eight");
    const before = await openTokensOf(house, id);

    for (let generation = 2; generation <= 51; generation++)
      expect(await refresh(id)).toEqual({ ok: true, value: { generation } });

    const after = await openTokensOf(house, id);
    expect(after.refreshToken).toBe(before.refreshToken);
    expect(after.accessToken).not.toBe("");
    expect(engine.asked.filter(({ grant, status }) => grant === "refresh_token" && status === 200)).toHaveLength(50);
  });

  it("Stack Auth 9: a year after sign-in the permission is over; the seller was warned before and is asked once", async () => {
    const { id } = await connectAs("session-form", "nine");
    const permission = (await detail(id)).permission;
    const yearMs = permission.kind === "known" ? Date.parse(permission.endsAt) - Date.now() : 0;
    expect(yearMs / 86_400_000).toBeCloseTo(365, 1);
    expect((await refresh(id)).ok).toBe(true);
    expect((await detail(id)).permission, "a renewal does not move the end").toEqual(permission);

    const endsIn = (interval: string) =>
      house.database.query(
        "update credential k set refresh_expires_at = now() + $2::interval from connection c where c.id = k.connection_id and c.public_id = $1",
        [id, interval],
      );
    await endsIn("5 days");
    expect(await detail(id)).toMatchObject({ state: "ends_soon" });

    await endsIn("-1 minute");
    engine.endSessions();
    engine.asked.length = 0;
    expect(await refresh(id)).toMatchObject({ ok: false, error: { code: "reconnect_needed" } });
    expect(await refresh(id)).toMatchObject({ ok: false, error: { code: "not_usable" } });
    expect(engine.asked).toMatchObject([{ grant: "refresh_token", status: 401 }]);
    expect(await storedConnection(house, id)).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "refresh_token_expired" });
    expect((await eventTypes(house, id))[0]).toBe("needs_reconnect.refresh_token_expired");
  });

  it("Stack Auth 7: without a key of its own a project works; one that wants a key is an admin's matter", async () => {
    const { id } = await connectAs("session-form", "seven");
    await calm(house.database);
    engine.settings.requiresKey = true;

    expect((await refresh(id)).ok).toBe(false);

    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", last_failure_class: "setup" });
    const frozen = await house.database.query("select frozen_code from client_registration where provider_id = 'session-form'");
    expect(frozen[0]?.["frozen_code"]).toBe("PUBLISHABLE_CLIENT_KEY_REQUIRED_FOR_PROJECT");
    await calm(house.database);
  });

  it("Stack Auth 12: the browser follows the 307 itself, and the answer in JSON is never asked for", async () => {
    const started = await start(house, jane, { providerId: "session-form" });
    const answered = await fetch(started.address, { redirect: "manual" });

    expect(answered.status).toBe(307);
    expect(new URL(started.address).searchParams.has("stack_response_mode")).toBe(false);
    expect(new URL(answered.headers.get("location") ?? "").origin).toBe(engine.origin);
  });

  it("Stack Auth 2: an authorization without a challenge is refused there, and ours always has one", async () => {
    const started = await start(house, jane, { providerId: "session-form" });
    const address = new URL(started.address);
    expect(address.searchParams.get("code_challenge_method")).toBe("S256");

    address.searchParams.delete("code_challenge");
    const refused = await fetch(address, { redirect: "manual" });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: "SCHEMA_ERROR" });
  });
});

describe("codes of the engine", () => {
  const redirectUri = "http://localhost:3000/api/oauth/session-form/callback";
  const target = (change: object = {}) =>
    lookalike(stackAuth, `${engine.origin}/api/v1`, {
      clientId: "house client",
      clientSecret: null,
      extraSecrets: { publishableKey: CLIENT_SECRET },
      variables: { identityProvider: "google" },
      redirectUri,
      ...change,
    });
  async function code(): Promise<string> {
    const address = providerClient().authorizationUrl({
      target: target(),
      state: "st-1",
      nonce: "n-1",
      codeChallenge: CHALLENGE,
      scope: ["legacy"],
      variables: { identityProvider: "google" },
    });
    return (await signInAt(address)).searchParams.get("code") ?? "";
  }
  const exchange = (value: string, { codeVerifier = VERIFIER, change = {} } = {}) =>
    providerClient().exchangeCode({
      target: target(change),
      response: new URLSearchParams({ code: value, state: "st-1" }),
      state: "st-1",
      nonce: "n-1",
      codeVerifier,
      scope: ["legacy"],
      variables: {},
    });

  it("Stack Auth 3: a wrong verifier is a code that is no good, and says nothing about a connection", async () => {
    const one = await code();

    expect(await exchange(one, { codeVerifier: "x".repeat(43) })).toMatchObject({ ok: false, class: "code_invalid" });
    expect(await exchange(one), "this version of the engine keeps the code").toMatchObject({ ok: true });
  });

  it("a code works once; its first tokens go on working", async () => {
    const one = await code();
    const first = await exchange(one);

    expect(await exchange(one)).toMatchObject({ ok: false, class: "code_invalid" });
    const refreshToken = (first.ok && first.grant.refreshToken) || "";
    const renewed = await providerClient().refresh({ target: target(), refreshToken, scope: ["legacy"], variables: {} });
    expect(renewed).toMatchObject({ ok: true, grant: { refreshToken: null, accessLifetimeSource: "reply" } });
  });

  it("another redirect address is the setup's fault, told in plain text, and costs the code", async () => {
    const one = await code();

    expect(await exchange(one, { change: { redirectUri: `${redirectUri}/other` } })).toMatchObject({
      ok: false,
      class: "config_redirect",
      outcomeKnown: true,
    });
    expect(await exchange(one)).toMatchObject({ ok: false, class: "code_invalid" });
  });

  it("Stack Auth 6: a client that the engine does not know is the setup's fault", async () => {
    expect(await exchange(await code(), { change: { clientId: "somebody else" } })).toMatchObject({
      ok: false,
      class: "config_client",
      evidence: { errorCode: "INVALID_OAUTH_CLIENT_ID_OR_SECRET" },
    });
  });

  it("a session that was ended is proof at once", async () => {
    const first = await exchange(await code());
    engine.endSessions();
    const refreshToken = (first.ok && first.grant.refreshToken) || "";

    expect(await providerClient().refresh({ target: target(), refreshToken, scope: ["legacy"], variables: {} })).toMatchObject({
      ok: false,
      class: "grant_dead",
      proven: true,
    });
  });
});
