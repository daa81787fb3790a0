import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { square } from "@/lib/core/providers/square";
import { stackAuth } from "@/lib/core/providers/stack-auth";
import { stockx } from "@/lib/core/providers/stockx";
import type { Actor } from "@/lib/services/contract";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { connectThere, type OwnMarketplace, ownMarketplace } from "@/tests/support/own-marketplace";
import { eventTypes, refreshStates, storedConnection } from "@/tests/support/rows";
import { connect } from "@/tests/support/walk";
import { json } from "../wire/provider-server";

let market: OwnMarketplace;
let house: House;
let jane: Actor;

beforeAll(async () => {
  market = await ownMarketplace();
  house = await buildHouse({}, [market.twin(stockx, "sx"), market.twin(stackAuth, "sa"), market.twin(square, "sq")]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await market[Symbol.asyncDispose]();
});
beforeEach(async () => {
  jane = await makeSeller(house);
  market.startOver();
});

const account = () => `u${Math.random().toString(36).slice(2)}`;
const connected = async (provider: string) => (await connectThere(house, jane, provider, account())).id;
const disconnect = async (id: string) => {
  const ended = await house.services.disconnectConnection(jane, id);
  if (!ended.ok) throw new Error(ended.error.code);
  return ended.value;
};
const detail = async (id: string) => {
  const view = await house.services.connectionDetail(jane, { id, before: null, timeZone: null });
  if (!view.ok) throw new Error(view.error.code);
  return view.value;
};
const accessEnds = (id: string, seconds: number) =>
  house.database.query(
    "update credential set access_expires_at = now() + $2 * interval '1 second' where connection_id = (select id from connection where public_id = $1)",
    [id, seconds],
  );
const minutesAhead = (at: string | null) => Math.round((Date.parse(at ?? "") - Date.now()) / 60_000);

describe("StockX", () => {
  it("StockX 11: the refresh token is cancelled, and the receipt says that access which was given out works on until its end", async () => {
    market.lifetimeSeconds = 43_200;
    const id = await connected("sx");
    const ended = await disconnect(id);
    expect(ended).toMatchObject({ result: "confirmed" });
    expect(minutesAhead(ended.accessUntil)).toBe(720);
    expect(market.asked()).toEqual(["POST /oauth/revoke"]);
    expect(Object.fromEntries(market.others().at(-1)?.form ?? [])).toEqual({
      token: expect.stringMatching(/^refresh-\d+$/),
      client_id: "house client",
      client_secret: expect.stringMatching(/./),
    });

    const receipt = await detail(id);
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", sealed: null, access_expires_at: null });
    expect(receipt).toMatchObject({
      state: "disconnected",
      receipt: {
        outcome: { kind: "revoked", proven: true },
        accessUntil: ended.accessUntil,
        number: expect.stringMatching(/^..-...$/),
      },
    });
    market.lifetimeSeconds = 3600;
  });

  it.each([404, 405, 501])(
    "StockX 12: where the address answers %i, our copy is deleted and the page says that StockX was not told",
    async (status) => {
      market.answer = (_seen, response) => void response.writeHead(status, { "content-type": "text/html" }).end("<p>no</p>");
      const id = await connected("sx");
      expect(await disconnect(id)).toMatchObject({ result: "unconfirmed" });
      expect(market.asked()).toHaveLength(1);
      expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", sealed: null });
      expect((await eventTypes(house, id)).slice(0, 2)).toEqual(["disconnect_refused", "disconnected"]);
      const view = await detail(id);
      expect(view).toMatchObject({ receipt: { outcome: { kind: "unconfirmed", why: "refused", tries: 1 } } });
    },
  );

  it("F18: a token that the marketplace does not know any more is cancelled", async () => {
    market.answer = (_seen, response) => json(response, { error: "invalid_grant" }, 400);
    market.refuseRefresh = market.answer;
    expect(await disconnect(await connected("sx"))).toMatchObject({ result: "confirmed" });
  });
});

describe("StubHub", () => {
  it("StubHub 13: no call exists: our copy is deleted at once, whatever its registration waits for, and the page says until when access may work", async () => {
    const id = (await connect(house, jane)).id ?? "";
    await house.database.query(
      "update client_registration set frozen_until = now() + interval '1 hour' where provider_id = 'stubhub'",
    );
    const calls = house.calls.length;
    const ended = await disconnect(id).finally(() =>
      house.database.query("update client_registration set frozen_until = null where provider_id = 'stubhub'"),
    );
    expect(ended).toMatchObject({ result: "no_way" });
    expect(minutesAhead(ended.accessUntil)).toBe(60);
    expect(house.calls.length).toBe(calls);
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", sealed: null, revocation_result: "no_way" });
    const { receipt, revocation } = await detail(id);
    expect(receipt).toMatchObject({ outcome: { kind: "no_way" }, accessUntil: ended.accessUntil });
    expect(revocation.manageAccessUrl, "nobody is sent from a look-alike to the real one").toBe(
      `${house.sandbox.origin}/console?provider=stubhub`,
    );
  });
});

describe("Stack Auth", () => {
  it("Stack Auth 13: access that has ended is renewed first, and the session is ended with the new one", async () => {
    market.answer = (_seen, response) => json(response, { success: true });
    const id = await connected("sa");
    await accessEnds(id, -5);
    expect(await disconnect(id)).toMatchObject({ result: "confirmed" });

    const [renewal, end] = market.seen.slice(-3);
    expect(renewal?.form.get("grant_type")).toBe("refresh_token");
    expect(end).toMatchObject({ method: "DELETE", path: "/auth/sessions/current", body: "{}" });
    expect(end?.headers["x-stack-access-token"]).toBe(`access-${market.issued()}`);
    expect(end?.headers["x-stack-access-type"]).toBe("client");
    expect(end?.headers["authorization"]).toBeUndefined();
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", sealed: null, has_refresh: false });
    expect(await refreshStates(house, id)).toEqual(["COMMITTED"]);
  });

  it("Stack Auth 13: access that ends within a minute counts as ended, and one that does not is used as it is", async () => {
    const soon = await connected("sa");
    await accessEnds(soon, 50);
    const renewedBefore = market.issued();
    await disconnect(soon);
    expect(market.issued()).toBe(renewedBefore + 1);
    const later = await connected("sa");
    await accessEnds(later, 70);
    const before = market.seen.length;
    await disconnect(later);
    expect(market.seen.slice(before).map(({ method }) => method)).toEqual(["DELETE", "POST"]);
  });

  it("Stack Auth 13: where the marketplace says that access has ended, it is believed, and asked once more with a new one", async () => {
    const shown: unknown[] = [];
    market.answer = (seen, response) => {
      shown.push(seen.headers["x-stack-access-token"]);
      if (shown.length > 1) return json(response, { success: true });
      return json(response, { code: "ACCESS_TOKEN_EXPIRED", error: "The access token has expired." }, 401);
    };
    const id = await connected("sa");
    const first = `access-${market.issued()}`;
    expect(await disconnect(id)).toMatchObject({ result: "confirmed" });
    expect(shown).toEqual([first, `access-${market.issued()}`]);
    expect(shown[1]).not.toBe(first);
  });

  it.each(["at the renewal", "at the end"])(
    "Stack Auth 14: a session that is gone already, told %s, was ended",
    async (where) => {
      const gone = { code: "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED", error: "Refresh token not found for this project." };
      const id = await connected("sa");
      if (where === "at the renewal") await accessEnds(id, -5);
      market.refuseRefresh = (_seen, response) => json(response, gone, 401);
      market.answer = (_seen, response) => json(response, gone, 401);
      expect(await disconnect(id)).toMatchObject({ result: "confirmed" });
      expect(market.asked()).toHaveLength(where === "at the end" ? 1 : 0);
      expect(await storedConnection(house, id)).toMatchObject({
        status: "REVOKED",
        revocation_result: "confirmed",
        sealed: null,
      });
    },
  );

  it("Stack Auth 15: the receipt says until when access works that was given out, the renewed one's end where it was renewed", async () => {
    market.lifetimeSeconds = 600;
    const id = await connected("sa");
    expect(minutesAhead((await disconnect(id)).accessUntil)).toBe(10);
    const other = await connected("sa");
    await accessEnds(other, -5);
    const ended = await disconnect(other);
    expect(minutesAhead(ended.accessUntil)).toBe(10);
    expect(minutesAhead((await detail(other)).receipt?.accessUntil ?? null)).toBe(10);
    market.lifetimeSeconds = 3600;
  });
});

describe("Square", () => {
  it("wants a renewal at least every seven days, and gets one planned, also after a pause", async () => {
    const id = await connected("sq");
    const days = async () =>
      (
        await house.database.query(
          "select extract(epoch from refresh_after - obtained_at) / 86400 as due, extract(epoch from access_expires_at - obtained_at) / 86400 as ends from credential k join connection c on c.id = k.connection_id where c.public_id = $1",
          [id],
        )
      )[0];
    expect(Number((await days())?.["ends"])).toBe(30);
    const due = Number((await days())?.["due"]);
    expect(due).toBeGreaterThan(4);
    expect(due).toBeLessThan(7);
    await house.services.pauseConnection(jane, id);
    await house.services.resumeConnection(jane, id);
    expect(Number((await days())?.["due"])).toBe(due);
  });

  it("says nothing of access that lives on where the cancellation ends it at once", async () => {
    const id = await connected("sq");
    expect(await disconnect(id)).toMatchObject({ result: "confirmed", accessUntil: null });
    expect(market.asked()).toEqual(["POST /oauth2/revoke"]);
    expect(await detail(id)).toMatchObject({ receipt: { accessUntil: null } });
  });
});
