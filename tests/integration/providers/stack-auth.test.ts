import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { openTokensOf } from "@/tests/support/open-tokens";
import { storedConnection } from "@/tests/support/rows";
import { connect, consent, counted, fault, press, reset, start } from "@/tests/support/walk";

const ASKED = { providerId: "stack-auth" };
const MINUTE_MS = 60_000;

let house: House;
let jane: Actor;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  // The made-up accounts are the same for everybody, and an account belongs to one seller only.
  await house.database.query("truncate connection cascade");
  jane = await makeSeller(house);
  await reset(house, "stack-auth");
});

const board = async () => (await house.services.dashboard(jane, {})).connections;
const renew = (id: string | null) =>
  refreshConnection(house.container.dependencies, { connectionId: id ?? "", trigger: "reader", ifGeneration: null });

describe("a Stack Auth account at its look-alike", () => {
  it("Stack Auth 1: access ends when the token says, not when the reply says, and is renewed before that", async () => {
    await connect(house, jane, ASKED);

    const [shown] = await board();
    const access = shown?.access;
    if (access?.kind !== "auto") throw new Error(`access is ${access?.kind}`);
    const [renews, ends] = [access.renewsAt, access.endsAt ?? ""].map((at) => (Date.parse(at) - Date.now()) / MINUTE_MS);
    expect(Math.round(ends ?? 0)).toBe(10);
    expect(renews).toBeGreaterThan(5);
    expect(renews).toBeLessThan(9);
  });

  it("Stack Auth 2, 7 and 12: the seller leaves with S256 and the public word, and is led on by 307", async () => {
    const { address } = await start(house, jane, ASKED);

    const query = new URL(address).searchParams;
    const led = await fetch(address, { redirect: "manual" });
    const back = await consent(address);

    expect(query.get("code_challenge_method")).toBe("S256");
    expect(query.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect(query.get("client_secret")).toBe("__stack_public_client__");
    expect(new URL(address).pathname).toBe("/stack-auth/auth/oauth/authorize/google");
    expect(led.status).toBe(307);
    expect(back.searchParams.get("code")).not.toBeNull();
  });

  it("Stack Auth 8: renewals bring no refresh token, the stored one stays, and its 365 days do not move", async () => {
    const { id } = await connect(house, jane, ASKED);
    const [before, ends] = [await openTokensOf(house, id ?? ""), (await storedConnection(house, id ?? ""))["refresh_expires_at"]];

    for (let time = 0; time < 3; time += 1) expect(await renew(id)).toMatchObject({ ok: true });

    expect((await openTokensOf(house, id ?? "")).refreshToken).toBe(before.refreshToken);
    expect((await storedConnection(house, id ?? ""))["refresh_expires_at"]).toEqual(ends);
    expect(counted(house, "stack-auth")["refreshes"]).toBe(3);
  });

  it("Stack Auth 10: a session that is gone is known by its code, and is the seller's turn at once", async () => {
    const { id } = await connect(house, jane, ASKED);
    await press(house, "revoke", "stack-auth");

    await renew(id);

    expect(await board()).toMatchObject([{ id, state: "reconnect", needsSeller: true }]);
    expect(counted(house, "stack-auth")["refreshRequests"]).toBe(1);
    expect((await connect(house, jane, { ...ASKED, reconnectId: id })).outcome).toBe("reconnected");
  });

  it("Stack Auth 11: a wanted second factor asks the seller to sign in again, and signing in repairs it", async () => {
    const { id } = await connect(house, jane, ASKED);
    await fault(house, "sign_in_again", "on", { provider: "stack-auth", times: "1" });

    await renew(id);

    expect(await board()).toMatchObject([{ id, state: "reconnect" }]);
    expect((await connect(house, jane, { ...ASKED, reconnectId: id })).outcome).toBe("reconnected");
    expect(await board()).toMatchObject([{ id, state: "working" }]);
  });

  it("two accounts of one seller are two connections, and another account does not repair this one", async () => {
    const first = await connect(house, jane, ASKED);
    await connect(house, jane, ASKED, { account: "ben" });

    const wrong = await connect(house, jane, { ...ASKED, reconnectId: first.id }, { account: "new" });

    expect(wrong.outcome).toBe("wrong_account");
    expect((await board()).map(({ account }) => account).sort()).toEqual(["ana@sandbox.test", "ben@sandbox.test"]);
  });

  it("Stack Auth 13: access that has ended is renewed first, then the session is ended with it", async () => {
    const { id } = await connect(house, jane, ASKED);
    await press(house, "expire", "stack-auth");

    const ended = await house.services.disconnectConnection(jane, id ?? "");

    expect(ended).toMatchObject({ ok: true, value: { result: "confirmed" } });
    expect(counted(house, "stack-auth")).toMatchObject({ refreshes: 1, revocations: 1, liveGrants: 0 });
  });

  it("Stack Auth 14: a session that is gone already counts as ended", async () => {
    const { id } = await connect(house, jane, ASKED);
    await press(house, "revoke", "stack-auth");

    const ended = await house.services.disconnectConnection(jane, id ?? "");

    expect(ended).toMatchObject({ ok: true, value: { result: "confirmed" } });
  });

  it("Stack Auth 15: the receipt says until when access may work, ten minutes at most", async () => {
    const { id } = await connect(house, jane, ASKED);

    const ended = await house.services.disconnectConnection(jane, id ?? "");

    const until = ended.ok ? Date.parse(ended.value.accessUntil ?? "") - Date.now() : 0;
    expect(Math.round(until / MINUTE_MS)).toBe(10);
  });
});
