import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { stockx } from "@/lib/core/providers/stockx";
import type { Actor } from "@/lib/services/contract";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { connectThere, type OwnMarketplace, ownMarketplace } from "@/tests/support/own-marketplace";
import { refreshStates, storedConnection } from "@/tests/support/rows";
import { json } from "../wire/provider-server";

let market: OwnMarketplace;
let house: House;
let jane: Actor;

beforeAll(async () => {
  market = await ownMarketplace();
  const nameless = market.twin(stockx, "nameless");
  house = await buildHouse({}, [
    market.twin(stockx, "sx"),
    { ...nameless, identity: [{ from: "reply", id: null, name: "account", stable: false }] },
  ]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await market[Symbol.asyncDispose]();
});
beforeEach(async () => {
  jane = await makeSeller(house);
  market.refuseRefresh = null;
});

/** Nothing in it repeats, so that no index can make it shorter. */
const long = () => Array.from({ length: 3500 }, () => String.fromCharCode(33 + Math.floor(Math.random() * 90))).join("");
const strange = [
  ["a zero character", () => "Ana\u0000's shop"],
  ["half a character", () => "Ana \ud83d"],
  ["more letters than an index takes", long],
] as const;

describe("a marketplace's words that cannot be stored as they are", () => {
  it.each(strange)("an account whose id has %s is connected all the same", async (_what, account) => {
    const { outcome, id } = await connectThere(house, jane, "sx", account());
    expect(outcome).toBe("connected");
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE" });
  });

  it.each(strange)("a name with %s is shown as far as it goes, and the seller is asked when it differs", async (_what, name) => {
    expect(await connectThere(house, jane, "nameless", name())).toMatchObject({ outcome: "connected" });
    const { id } = await connectThere(house, jane, "nameless", "Ana");
    expect(await connectThere(house, jane, "nameless", name(), { reconnectId: id })).toMatchObject({ outcome: "wrong_account" });
  });

  it("tokens of a renewal are kept, whatever stands in its list of permissions", async () => {
    const { id } = await connectThere(house, jane, "sx", "renewed");
    market.refuseRefresh = (_seen, response) =>
      json(response, { access_token: "next", token_type: "Bearer", expires_in: 3600, scope: "offline_access a\u0000b" });
    expect(await house.services.refreshConnection(jane, id)).toMatchObject({ ok: true });
    expect(await refreshStates(house, id)).toEqual(["COMMITTED"]);
    expect(await storedConnection(house, id)).toMatchObject({ generation: 2, status: "ACTIVE" });
  });
});
