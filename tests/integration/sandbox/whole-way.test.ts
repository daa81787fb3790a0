import { afterAll, beforeAll, expect, it } from "vitest";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { connect } from "@/tests/support/walk";

let house: House;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const optionalOf = (providerId: string) => house.definitions.find(({ id }) => id === providerId)?.scope.optional ?? [];

it.each(["stockx", "stubhub", "ebay", "etsy", "square"])(
  "%s: connects two accounts with everything allowed, and renews",
  async (providerId) => {
    const jane = await makeSeller(house);

    const first = await connect(house, jane, { providerId, label: "First", scopes: optionalOf(providerId) });
    const second = await connect(
      house,
      jane,
      { providerId, label: "Second", scopes: optionalOf(providerId) },
      { account: "ben" },
    );
    await house.database.query("update credential set last_refreshed_at = null");
    const renewed = await house.services.refreshConnection(jane, first.id ?? "");

    expect([first.outcome, second.outcome]).toEqual(["connected", "connected"]);
    expect(renewed).toMatchObject({ ok: true, value: { did: "renewed" } });
    const board = await house.services.dashboard(jane, {});
    expect(board.connections).toHaveLength(2);
    expect(board.connections.map(({ state }) => state)).toEqual(["working", "working"]);
  },
);

it.each(["stockx", "ebay", "etsy", "square"])(
  "%s tells whose account it is: the same person twice is one connection, and nobody else's",
  async (providerId) => {
    const [jane, john] = [await makeSeller(house), await makeSeller(house)];
    const first = await connect(house, jane, { providerId, label: "First" }, { account: "new" });
    const account = await newestAccount(providerId);

    const again = await connect(house, jane, { providerId, label: "Again" }, { account });
    const others = await connect(house, john, { providerId, label: "Mine" }, { account });

    expect(first.outcome).toBe("connected");
    expect([again.outcome, again.id]).toEqual(["duplicate", first.id]);
    expect([others.outcome, others.id]).toEqual(["other_owner", null]);
  },
);

/** The made-up account that was made last, as the console offers it. */
async function newestAccount(provider: string): Promise<string> {
  const page = await (await fetch(`${house.sandbox.origin}/console?provider=${provider}`)).text();
  return [...page.matchAll(/<option value="(new-\d+)">/g)].at(-1)?.[1] ?? "";
}
