import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { connect, counted } from "@/tests/support/walk";

let house: House;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const optionalOf = (providerId: string) => house.definitions.find(({ id }) => id === providerId)?.scope.optional ?? [];

describe.each([
  ["stockx", "ended"],
  ["stubhub", "no_way"],
  ["ebay", "no_way"],
  ["etsy", "no_way"],
  ["square", "ended"],
])("%s, from our page to the end", (providerId, howItEnds) => {
  it("connects with everything allowed, renews, and is found to be the same account the second time", async () => {
    const jane = await makeSeller(house);

    const first = await connect(house, jane, { providerId, label: "First", scopes: optionalOf(providerId) });
    const second = await connect(house, jane, { providerId, label: "Second", scopes: optionalOf(providerId) }, { account: "ben" });
    await house.database.query("update credential set last_refreshed_at = null");
    const renewed = await house.services.refreshConnection(jane, first.id ?? "");

    expect([first.outcome, second.outcome]).toEqual(["connected", "connected"]);
    expect(renewed).toMatchObject({ ok: true, value: { did: "renewed" } });
    const board = await house.services.dashboard(jane, {});
    expect(board.connections).toHaveLength(2);
    expect(board.connections.map(({ state }) => state)).toEqual(["working", "working"]);
  });

  it("ends as its definition says", async () => {
    const jane = await makeSeller(house);
    const { id } = await connect(house, jane, { providerId, label: "Old" });
    const before = counted(house, providerId)["revocations"] ?? 0;

    const result = await house.services.disconnectConnection(jane, id ?? "");

    expect(result).toMatchObject({ ok: true, value: { result: howItEnds } });
    expect((counted(house, providerId)["revocations"] ?? 0) > before).toBe(howItEnds === "ended");
  });
});
