import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { FORGED_AT_RENEWAL, FORGERIES, honest } from "@/tests/support/forged-id-tokens";
import { buildHouse, type House, houseRegistration, makeSeller } from "@/tests/support/house";
import { OIDC_ID, oidcServer } from "@/tests/support/oidc-server";
import { openTokensOf } from "@/tests/support/open-tokens";
import { eventTypes, storedConnection } from "@/tests/support/rows";
import { connectBy } from "@/tests/support/walk";

/** One that the protocol library refuses, one by its key, one by a claim, one by its hash, and one that is no token at all. */
const REFUSED_IN_ANOTHER_WAY = [
  "alg none and no signature",
  "another key under the same name",
  "another issuer",
  "the hash of another access token",
  "plain text",
];

let server: Awaited<ReturnType<typeof oidcServer>>;
let house: House;
let jane: Actor;
let accounts = 0;

beforeAll(async () => {
  server = await oidcServer();
  house = await buildHouse({ registrations: [houseRegistration(server.definition)] }, [server.definition]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});
beforeEach(async () => {
  accounts += 1;
  Object.assign(server.behaviour, { subject: `auth0|${accounts}`, forge: null, tamper: () => undefined });
  jane = await makeSeller(house);
});

async function connectAs(subject: string, reconnectId: string | null = null) {
  server.behaviour.subject = subject;
  const connected = await connectBy(house, jane, { providerId: OIDC_ID, reconnectId }, server.visit);
  return { ...connected, id: connected.id ?? "" };
}
const refresh = (id: string) =>
  refreshConnection(house.container.dependencies, { connectionId: id, trigger: "reader", ifGeneration: null });
const rows = () =>
  house.database.query(
    "select (select count(*) from connection) as connections, (select count(*) from credential) as credentials, (select count(*) from connection_event) as events",
  );
const callsTo = (path: string): number => house.calls.filter((call) => call.path === path).length;

describe("against an OpenID provider that knows nothing of us", () => {
  it("A18: an account is known by the id_token that the server itself signed, and its keys are read once", async () => {
    const { id, outcome } = await connectAs("auth0|ana");

    expect(outcome).toBe("connected");
    const [row] = await house.database.query("select account_issuer, account_key from connection where public_id = $1", [id]);
    expect(row).toEqual({ account_issuer: `${server.origin}/`, account_key: "auth0|ana" });
    expect(await refresh(id)).toMatchObject({ ok: true });
    expect(callsTo("/.well-known/jwks.json")).toBe(1);
  });

  it("A18: what the forger makes is believed as long as nothing in it is false, so each refusal is for what was changed", async () => {
    server.behaviour.forge = (kit) => honest(kit);

    const { id, outcome } = await connectAs("auth0|honest");
    expect(outcome).toBe("connected");
    const before = await openTokensOf(house, id);
    expect(await refresh(id)).toMatchObject({ ok: true });
    expect((await openTokensOf(house, id)).idToken).not.toBe(before.idToken);
  });

  it.each(FORGERIES)("A18: an id_token with %s connects nothing: no row is written", async (_, forge) => {
    const before = await rows();
    server.behaviour.forge = forge;

    expect((await connectAs(`auth0|forged-${accounts}`)).outcome).toBe("unreadable");
    expect(await rows()).toEqual(before);
  });

  it.each([
    ["another client", { aud: "client-2" }],
    ["another issuer", { iss: "https://evil.example/" }],
    ["an end that is past", { exp: 1_000_000_000 }],
    ["another nonce", { nonce: "n-2" }],
    ["no subject", { sub: undefined }],
  ])("A18: %s signed by the server itself connects nothing either", async (_, change) => {
    const before = await rows();
    server.behaviour.tamper = ({ payload }) => void Object.assign(payload, change);

    expect((await connectAs("auth0|tampered")).outcome).toBe("unreadable");
    expect(await rows()).toEqual(before);
  });

  // Which forgeries a renewal leaves out is shown where replies are read; here is what then becomes of the connection.
  const someAtRenewal = FORGED_AT_RENEWAL.filter(([name]) => REFUSED_IN_ANOTHER_WAY.includes(name));

  it("one of each kind is tried at a renewal", () => {
    expect(someAtRenewal.map(([name]) => name)).toEqual(REFUSED_IN_ANOTHER_WAY);
  });

  it.each(someAtRenewal)("A18: a renewal with %s keeps the new access and the id_token from before", async (_, forge) => {
    const { id } = await connectAs(server.behaviour.subject);
    const before = await openTokensOf(house, id);
    server.behaviour.forge = forge;

    expect(await refresh(id)).toEqual({ ok: true, value: { generation: 2 } });

    const after = await openTokensOf(house, id);
    expect(after.accessToken).not.toBe(before.accessToken);
    expect([after.idToken, after.refreshToken]).toEqual([before.idToken, before.refreshToken]);
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE" });
  });

  it("a renewal that the server signed for another account changes nothing, and the seller is asked", async () => {
    const { id } = await connectAs("auth0|mine");
    const before = await openTokensOf(house, id);
    server.behaviour.subject = "auth0|somebody-else";

    expect(await refresh(id)).toMatchObject({ ok: false, error: { code: "reconnect_needed" } });

    expect(await openTokensOf(house, id)).toEqual(before);
    expect(await storedConnection(house, id)).toMatchObject({
      status: "NEEDS_REAUTH",
      reauth_reason: "account_mismatch",
      generation: 1,
    });
    expect((await eventTypes(house, id))[0]).toBe("needs_reconnect.account_mismatch");
    expect(callsTo("/oauth/revoke"), "what is not ours is not ended").toBe(0);
    expect((await connectAs("auth0|somebody-else", id)).outcome).toBe("wrong_account");
    expect((await connectAs("auth0|mine", id)).outcome).toBe("reconnected");
    expect(await refresh(id)).toMatchObject({ ok: true });
  });

  it("StockX 13: two subjects are two connections, and the same one again replaces its own and gives the old place back", async () => {
    const first = await connectAs("auth0|shop-1");
    const second = await connectAs("auth0|shop-2");
    expect([first.outcome, second.outcome]).toEqual(["connected", "connected"]);
    expect(second.id).not.toBe(first.id);

    const before = [await openTokensOf(house, first.id), await openTokensOf(house, second.id)] as const;
    const revocations = callsTo("/oauth/revoke");
    expect(await connectAs("auth0|shop-1")).toMatchObject({ outcome: "duplicate", id: first.id });

    expect((await openTokensOf(house, first.id)).refreshToken).not.toBe(before[0].refreshToken);
    expect(await openTokensOf(house, second.id)).toEqual(before[1]);
    await expect.poll(() => callsTo("/oauth/revoke")).toBe(revocations + 1);
    expect((await house.services.dashboard(jane, {})).total).toBe(2);
  });
});
