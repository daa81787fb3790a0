import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { foxy } from "@/lib/core/providers/foxy";
import { stackAuth } from "@/lib/core/providers/stack-auth";
import { stockx } from "@/lib/core/providers/stockx";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { disconnectConnection } from "@/lib/services/disconnect-connection";
import { finishEndings } from "@/lib/services/finish-endings";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { connectThere, type OwnMarketplace, ownMarketplace } from "@/tests/support/own-marketplace";
import { eventTypes, refreshStates, storedConnection } from "@/tests/support/rows";
import { json } from "../wire/provider-server";

let market: OwnMarketplace;
let house: House;
let jane: Actor;

beforeAll(async () => {
  market = await ownMarketplace();
  house = await buildHouse({}, [
    market.twin(stockx, "sx"),
    market.twin(stackAuth, "sa"),
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
const breaking = (): Dependencies => ({
  ...deps(),
  provider: {
    ...deps().provider,
    revoke: async () => {
      throw new Error("broken");
    },
  },
});
const letPass = (id: string, minutes: number) =>
  house.database.query(
    `update connection set ending_next_at = ending_next_at - $2 * interval '1 minute', ending_try_until = ending_try_until - $2 * interval '1 minute',
       disconnected_at = disconnected_at - $2 * interval '1 minute' where public_id = $1`,
    [id, minutes],
  );

describe("a disconnect that breaks on our side, each time", () => {
  it("is tried again for 24 hours, and then ends: no secret outlives its time", async () => {
    const { id } = await connectThere(house, jane, "sx", "breaks");
    await expect(disconnectConnection(breaking(), jane, id)).rejects.toThrow("broken");
    await letPass(id, 23 * 60);
    expect(await finishEndings(breaking())).toBe(0);
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKING", sealed: expect.any(String) });

    await letPass(id, 61);
    await finishEndings(breaking());
    expect(await storedConnection(house, id)).toMatchObject({
      status: "REVOKED",
      revocation_result: "unconfirmed",
      sealed: null,
    });
    expect((await eventTypes(house, id))[0]).toBe("disconnect_given_up");
    await letPass(id, 60);
    expect(await finishEndings(deps())).toBe(0);
  });
});

describe("a renewal for the cancellation that answers for another account", () => {
  it("ends nobody's access: nothing is asked with it, and our copy is destroyed", async () => {
    const { id } = await connectThere(house, jane, "sa", "janes");
    await house.database.query(
      "update credential set access_expires_at = now() - interval '1 hour' where connection_id = (select id from connection where public_id = $1)",
      [id],
    );
    market.refuseRefresh = (_seen, response) =>
      json(response, { access_token: "of-another", token_type: "bearer", expires_in: 3600, account: "somebody-else" });

    expect(await house.services.disconnectConnection(jane, id)).toMatchObject({ ok: true, value: { result: "unconfirmed" } });
    expect(market.asked()).toEqual([]);
    expect(await refreshStates(house, id)).toEqual(["FAILED"]);
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", sealed: null });
  });
});

describe("Foxy 14: a cancellation that waits, where it would end all that the same person gave", () => {
  const pending = async () => {
    const { id } = await connectThere(house, jane, "fx", "first store");
    market.answer = (_seen, response) => void response.writeHead(503).end();
    expect(await house.services.disconnectConnection(jane, id)).toMatchObject({ value: { result: "pending" } });
    await letPass(id, 2);
    (market.seen as unknown[]).length = 0;
    return id;
  };

  it("is not asked for any more once the seller has connected another store: that one stays alive", async () => {
    const id = await pending();
    const newer = await connectThere(house, jane, "fx", "second store");
    expect(await finishEndings(deps())).toBe(1);
    expect(market.asked()).toEqual([]);
    expect(await storedConnection(house, id)).toMatchObject({
      status: "REVOKED",
      revocation_result: "unconfirmed",
      sealed: null,
    });
    expect(await storedConnection(house, newer.id)).toMatchObject({ status: "ACTIVE" });
  });

  it("is asked for while the others are those that its seller was warned of, or somebody else's", async () => {
    const old = await connectThere(house, jane, "fx", "old store");
    await house.database.query("update connection set connected_at = connected_at - interval '1 day' where public_id = $1", [
      old.id,
    ]);
    const id = await pending();
    const paul = await makeSeller(house, "Paul");
    await connectThere(house, paul, "fx", "pauls store");
    expect(await finishEndings(deps())).toBe(1);
    expect(market.asked().length).toBeGreaterThan(0);
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKING" });
    await house.database.query("update connection set ending_next_at = now() + interval '1 year' where status = 'REVOKING'");
  });
});
