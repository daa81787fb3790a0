import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { foxy } from "@/lib/core/providers/foxy";
import { square } from "@/lib/core/providers/square";
import { stackAuth } from "@/lib/core/providers/stack-auth";
import { stockx } from "@/lib/core/providers/stockx";
import type { Actor } from "@/lib/services/contract";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { connectThere, type OwnMarketplace, ownMarketplace } from "@/tests/support/own-marketplace";
import { eventTypes, storedConnection } from "@/tests/support/rows";

let market: OwnMarketplace;
let house: House;
let jane: Actor;

beforeAll(async () => {
  market = await ownMarketplace();
  house = await buildHouse({}, [
    market.twin(stockx, "sx"),
    market.twin(stackAuth, "sa"),
    market.twin(square, "sq"),
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

const account = () => `u${Math.random().toString(36).slice(2)}`;
const revoked = () => market.seen.filter(({ path }) => path === "/oauth/revoke").map(({ form }) => form.get("token"));
const newest = () => `refresh-${market.issued()}`;

describe("StockX 13", () => {
  it("two accounts of one seller are two connections, and nothing is cancelled", async () => {
    const first = await connectThere(house, jane, "sx", account());
    const second = await connectThere(house, jane, "sx", account());
    expect(second).toMatchObject({ outcome: "connected" });
    expect(second.id).not.toBe(first.id);
    expect(revoked()).toEqual([]);
  });

  it("the same account again replaces the old one in place, and the old refresh token is cancelled after the new one is stored", async () => {
    const same = account();
    const { id } = await connectThere(house, jane, "sx", same);
    const old = newest();
    const stored: unknown[] = [];
    market.answer = async (_seen, response) => {
      stored.push((await storedConnection(house, id))["generation"]);
      response.writeHead(200).end();
    };
    expect(await connectThere(house, jane, "sx", same)).toEqual({ outcome: "duplicate", id });
    await expect.poll(revoked).toEqual([old]);
    await expect.poll(() => stored).toEqual([2]);
    const between = newest();
    expect(await connectThere(house, jane, "sx", same, { reconnectId: id })).toEqual({ outcome: "reconnected", id });
    await expect.poll(revoked).toEqual([old, between]);
    expect(await house.services.refreshConnection(jane, id)).toMatchObject({ ok: true });
  });

  it("a cancellation of the old one that fails changes nothing for the seller", async () => {
    const same = account();
    const { id } = await connectThere(house, jane, "sx", same);
    market.answer = (_seen, response) => void response.destroy();
    expect(await connectThere(house, jane, "sx", same)).toEqual({ outcome: "duplicate", id });
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", generation: 2 });
    await expect.poll(() => house.logLines.some((line) => line.includes("a replaced grant could not be cancelled"))).toBe(true);
  });

  it("the seller is answered before the old one is cancelled, and stopping waits for that", async () => {
    const place = await buildHouse({}, [market.twin(stockx, "late")]);
    const omar = await makeSeller(place, "Omar");
    const same = account();
    const { id } = await connectThere(place, omar, "late", same);
    const old = newest();
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    market.answer = (_seen, response) => void held.then(() => response.writeHead(200).end());
    expect(await connectThere(place, omar, "late", same)).toEqual({ outcome: "duplicate", id });
    const closed = place.container.close().then(() => revoked());
    setTimeout(letGo, 200);
    expect(await closed).toEqual([old]);
    await place.sandbox.close();
    await place.database[Symbol.asyncDispose]();
  });

  it.each(["sa", "sq"])("nothing is cancelled where that would end the new one as well (%s)", async (provider) => {
    const same = account();
    await connectThere(house, jane, provider, same);
    expect(await connectThere(house, jane, provider, same)).toMatchObject({ outcome: "duplicate" });
    expect(market.asked()).toEqual([]);
  });
});

describe("A20: a newcomer with an account that is somebody else's", () => {
  it.each([
    ["is cancelled where that ends nothing but its own", "sx", 1],
    ["is only dropped where that would end the other's (one consent)", "sa", 0],
    ["is only dropped where that would end the other's (one account)", "sq", 0],
  ])("%s", async (_, provider, calls) => {
    const same = account();
    const { id } = await connectThere(house, jane, provider, same);
    const before = await storedConnection(house, id);
    const ben = await makeSeller(house, "Ben");
    expect((await connectThere(house, ben, provider, same)).outcome).toBe("other_owner");
    expect(market.asked()).toHaveLength(calls);
    if (calls > 0) expect(revoked()).toEqual([newest()]);
    expect(await storedConnection(house, id)).toEqual(before);
    expect((await eventTypes(house, id))[0]).toBe("other_person_tried");
    expect((await house.services.dashboard(ben, {})).connections).toEqual([]);
  });
});

describe("Foxy 14: the page before a disconnect", () => {
  const named = async (id: string) => {
    const page = await house.services.disconnectPage(jane, { id, timeZone: null });
    return page.ok ? page.value.alsoEnd : page.error.code;
  };

  it("names the seller's others that the marketplace may end too: those whose account nobody knows, and not those of another account", async () => {
    const known = await connectThere(house, jane, "sq", account(), { label: "Known" });
    await connectThere(house, jane, "sq", account(), { label: "Other account" });
    const unknown = await connectThere(house, jane, "sq", "", { label: "Unknown" });
    const more = await connectThere(house, jane, "sq", "", { label: "More" });
    await connectThere(house, await makeSeller(house, "Ben"), "sq", "", { label: "Of Ben" });
    expect(await named(known.id)).toEqual(["Unknown", "More"]);
    expect(await named(unknown.id)).toEqual(["Known", "Other account", "More"]);
    await house.services.disconnectConnection(jane, more.id);
    expect(await named(known.id)).toEqual(["Unknown"]);
  });

  it("names every other one where the marketplace ends all that the same person gave, whichever store it is for", async () => {
    const one = await connectThere(house, jane, "fx", account(), { label: "Store one" });
    await connectThere(house, jane, "fx", account(), { label: "Store two" });
    await connectThere(house, jane, "sq", account(), { label: "Elsewhere" });
    expect(await named(one.id)).toEqual(["Store two"]);
  });

  it("names none where each cancellation ends its own, and tells nobody anything of another's", async () => {
    const one = await connectThere(house, jane, "sx", "");
    await connectThere(house, jane, "sx", "");
    expect(await named(one.id)).toEqual([]);
    const ben = await makeSeller(house, "Ben");
    expect(await house.services.disconnectPage(ben, { id: one.id, timeZone: null })).toMatchObject({
      error: { code: "not_found" },
    });
  });
});
