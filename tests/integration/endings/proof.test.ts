import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { foxy } from "@/lib/core/providers/foxy";
import { stackAuth } from "@/lib/core/providers/stack-auth";
import { stockx } from "@/lib/core/providers/stockx";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { finishEndings } from "@/lib/services/finish-endings";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { connectThere, type OwnMarketplace, ownMarketplace } from "@/tests/support/own-marketplace";
import { eventTypes, storedConnection } from "@/tests/support/rows";
import { renewed } from "@/tests/support/stub-refresh";
import { json } from "../wire/provider-server";

let market: OwnMarketplace;
let house: House;
let jane: Actor;

beforeAll(async () => {
  market = await ownMarketplace();
  const rotation = { ...stackAuth.rotation, kind: "rotating_single_use" } as const;
  house = await buildHouse({}, [
    market.twin(stockx, "sx"),
    market.twin(stackAuth, "sa"),
    market.twin(stackAuth, "sr", { rotation }),
    market.twin(stockx, "np", { revocation: { ...stockx.revocation, proof: "none" } as typeof stockx.revocation }),
    market.twin(stockx, "fx", { revocation: foxy.revocation }),
  ]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await market[Symbol.asyncDispose]();
});
beforeEach(async () => {
  jane = await makeSeller(house);
  market.startOver();
});

const deps = () => house.container.dependencies;
const connected = async (provider: string) =>
  (await connectThere(house, jane, provider, `u${Math.random().toString(36).slice(2)}`)).id;
const disconnect = async (id: string) => {
  const ended = await house.services.disconnectConnection(jane, id);
  return ended.ok ? ended.value.result : ended.error.code;
};
const receipt = async (id: string) => {
  const view = await house.services.connectionDetail(jane, { id, before: null, timeZone: null });
  return view.ok ? view.value.receipt : null;
};
const letPass = (id: string, minutes: number) =>
  house.database.query(
    `update connection set ending_next_at = ending_next_at - $2 * interval '1 minute',
       disconnected_at = disconnected_at - $2 * interval '1 minute' where public_id = $1`,
    [id, minutes],
  );
/** Token requests that asked for a renewal since the test began. */
const shown = () =>
  market.seen.filter(({ form }) => form.get("grant_type") === "refresh_token").map(({ form }) => form.get("refresh_token"));
const DESTROYED = { status: "REVOKED", sealed: null, refresh_fingerprint: null, has_refresh: false };

describe("the proof of an end", () => {
  it.each(["sx", "sa", "sr"])(
    "the old access is shown once more and refused, so the receipt says that we checked (%s)",
    async (provider) => {
      const id = await connected(provider);
      const old = `refresh-${market.issued()}`;
      expect(await disconnect(id)).toBe("confirmed");
      expect(shown()).toEqual([old]);
      expect(await receipt(id)).toMatchObject({ outcome: { kind: "revoked", proven: true } });
      expect(await storedConnection(house, id)).toMatchObject(DESTROYED);
      expect((await eventTypes(house, id)).slice(0, 2)).toEqual(["disconnect_proven", "disconnect_confirmed"]);
    },
  );

  it.each([
    ["the definition does not ask for it", "np"],
    ["one end reaches all that a person gave", "fx"],
  ])("is not asked for where %s", async (_, provider) => {
    market.answer = (seen, response) =>
      seen.method === "GET"
        ? json(response, { _links: { "fx:store": { href: "/s" }, "fx:user": { href: "/u" }, "fx:integrations": { href: "/i" } } })
        : void response.writeHead(200).end();
    const id = await connected(provider);
    expect(await disconnect(id)).toBe("confirmed");
    expect(shown()).toEqual([]);
    expect(await receipt(id)).toMatchObject({ outcome: { kind: "revoked", proven: false } });
  });

  it.each([
    ["no answer comes", 503, {}],
    ["we are told to slow down", 429, {}],
    ["our own credentials are refused", 401, { error: "invalid_client" }],
  ])("where %s, the marketplace's word stands", async (_, status, body) => {
    const id = await connected("sx");
    market.refuseRefresh = (_seen, response) => json(response, body, status);
    expect(await disconnect(id)).toBe("confirmed");
    expect(shown()).toHaveLength(1);
    expect(await receipt(id)).toMatchObject({ outcome: { kind: "revoked", proven: false } });
    expect(await storedConnection(house, id)).toMatchObject(DESTROYED);
  });

  it("a refusal proves nothing where somebody may have used the old access before, so nobody asks", async () => {
    const id = await connected("sx");
    await house.database.query(
      `insert into refresh_attempt (connection_id, lease_id, generation, trigger, state)
       select id, 'lost-' || id, 1, 'scheduler', 'UNKNOWN' from connection where public_id = $1`,
      [id],
    );
    expect(await disconnect(id)).toBe("confirmed");
    expect(shown()).toEqual([]);
  });
});

describe("a marketplace that confirms an end and goes on as before", () => {
  it.each(["sx", "sr"])(
    "is found out: what it gave is what has to be cancelled now, the seller is told, and it is asked again (%s)",
    async (provider) => {
      market.lies = true;
      market.rotates = provider === "sr";
      const id = await connected(provider);
      expect(await disconnect(id)).toBe("pending");
      const given = market.issued();
      expect(await receipt(id)).toMatchObject({ outcome: { kind: "trying", stillWorked: true } });
      expect((await eventTypes(house, id))[0]).toBe("disconnect_still_works");
      expect(await storedConnection(house, id)).toMatchObject({
        status: "REVOKING",
        sealed: expect.any(String),
        refresh_after: null,
      });

      market.lies = false;
      await letPass(id, 3);
      expect(await finishEndings(deps())).toBe(1);
      const last = market.others().at(-1);
      expect(provider === "sx" ? last?.form.get("token") : last?.headers["x-stack-access-token"]).toBe(
        provider === "sx" ? `refresh-${given - 1}` : `access-${given}`,
      );
      expect(await receipt(id)).toMatchObject({ outcome: { kind: "revoked", proven: true } });
      expect(await storedConnection(house, id)).toMatchObject(DESTROYED);
    },
  );

  it("for 24 hours is given up, our copy is destroyed, and the receipt tells both", async () => {
    market.lies = true;
    const id = await connected("sx");
    await disconnect(id);
    await letPass(id, 24 * 60 + 1);
    expect(await finishEndings(deps())).toBe(1);
    expect(await receipt(id)).toMatchObject({ outcome: { kind: "unconfirmed", why: "given_up", tries: 2, stillWorked: true } });
    expect(await storedConnection(house, id)).toMatchObject(DESTROYED);
  });
});

describe("tokens that arrive after the tombstone", () => {
  const late = (id: string, act: () => Promise<unknown>) => {
    let asked = false;
    const { refresh } = deps().provider;
    const provider: Dependencies["provider"] = {
      ...deps().provider,
      refresh: async (input) => {
        if (asked) return refresh(input);
        asked = true;
        await act();
        return renewed({ refreshToken: "refresh-900", accessToken: "access-900", scope: null });
      },
    };
    return refreshConnection({ ...deps(), provider }, { connectionId: id, trigger: "reader", ifGeneration: null });
  };
  /** A tombstone as another process writes it; the first try is anybody's. */
  const tombstone = (id: string) => deps().connections.requestRevocation(id, 0, "K7-4QX", { events: [], audit: [] });

  it("are what is cancelled, at once, and the connection ends", async () => {
    const id = await connected("sx");
    expect(await late(id, () => tombstone(id))).toMatchObject({ ok: false, error: { code: "not_usable" } });
    expect(market.others().map(({ form }) => form.get("token"))).toEqual(["refresh-900"]);
    expect(await storedConnection(house, id)).toMatchObject({ ...DESTROYED, revocation_result: "confirmed" });
  });

  it("survive a crash between their arrival and their cancellation", async () => {
    const id = await connected("sx");
    market.answer = (_seen, response) => void response.destroy();
    await late(id, () => tombstone(id));
    expect(await storedConnection(house, id)).toMatchObject({
      status: "REVOKING",
      sealed: expect.any(String),
      refresh_after: null,
    });
    market.answer = (_seen, response) => void response.writeHead(200).end();
    await letPass(id, 3);
    expect(await finishEndings(deps())).toBe(1);
    expect(market.others().at(-1)?.form.get("token")).toBe("refresh-900");
    expect(await storedConnection(house, id)).toMatchObject(DESTROYED);
  });

  it("open an ending again that had closed, and the receipt says so until they are cancelled", async () => {
    const id = await connected("sx");
    market.answer = (_seen, response) => void response.writeHead(503).end();
    await late(id, async () => {
      await tombstone(id);
      // The lease of whoever brings them was over, so nobody waited.
      await house.database.query("update credential set lease_until = now() - interval '1 second'");
      market.answer = (_seen, response) => void response.writeHead(200).end();
      await finishEndings(deps());
      expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED" });
      market.answer = (_seen, response) => void response.writeHead(503).end();
    });
    expect(await receipt(id)).toMatchObject({ outcome: { kind: "trying" }, closedAt: null });
    market.answer = (_seen, response) => void response.writeHead(200).end();
    await letPass(id, 10);
    expect(await finishEndings(deps())).toBe(1);
    expect(market.others().at(-1)?.form.get("token")).toBe("refresh-900");
    expect(await receipt(id)).toMatchObject({ outcome: { kind: "revoked" } });
  });

  it("are dropped after a cancellation that ended the whole grant, and nothing is opened again", async () => {
    const id = await connected("sa");
    await late(id, () => disconnect(id));
    expect(market.others()).toHaveLength(1);
    expect(await storedConnection(house, id)).toMatchObject({ ...DESTROYED, revocation_result: "confirmed" });
  });

  it("a try that is under way with the old ones does not close over them", async () => {
    const id = await connected("sa");
    let first = true;
    let arrived: Promise<unknown> = Promise.resolve();
    await late(id, async () => {
      market.answer = (_seen, response) => {
        if (!first) return void response.writeHead(200).end();
        first = false;
        // The provider is slow with the old ones; meanwhile the new ones arrive.
        setTimeout(() => response.writeHead(200).end(), 400);
      };
      arrived = house.services.disconnectConnection(jane, id);
      await expect.poll(() => market.others().length).toBe(1);
    });
    await arrived;
    await finishEndings(deps());
    expect(market.others().at(-1)?.headers["x-stack-access-token"]).toBe("access-900");
    expect(await storedConnection(house, id)).toMatchObject(DESTROYED);
  });

  it("are dropped after a reconnect, and the new grant stays", async () => {
    const account = `u${Math.random().toString(36).slice(2)}`;
    const { id } = await connectThere(house, jane, "sa", account);
    expect(await late(id, () => connectThere(house, jane, "sa", account, { reconnectId: id }))).toMatchObject({ ok: true });
    expect(market.others()).toEqual([]);
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", generation: 2 });
  });
});

it("an ending of which nobody knows when it is due is taken and finished", async () => {
  const id = await connected("sx");
  await deps().connections.requestRevocation(id, 0, "K7-4QX", { events: [], audit: [] });
  await house.database.query(
    "update connection set ending_next_at = null, ending_try_until = null, disconnected_at = null where public_id = $1",
    [id],
  );
  expect(await finishEndings(deps())).toBe(1);
  expect(await storedConnection(house, id)).toMatchObject(DESTROYED);
});
