import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { stockx } from "@/lib/core/providers/stockx";
import type { Actor } from "@/lib/services/contract";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { connectThere, type OwnMarketplace, ownMarketplace } from "@/tests/support/own-marketplace";
import { storedConnection } from "@/tests/support/rows";
import { arrive, start } from "@/tests/support/walk";

let market: OwnMarketplace;
let house: House;
let jane: Actor;

beforeAll(async () => {
  market = await ownMarketplace();
  house = await buildHouse({}, [market.twin(stockx, "sx")]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await market[Symbol.asyncDispose]();
});
beforeEach(async () => {
  jane = await makeSeller(house);
});

/** A reconnect that comes back with an account; the question is left unanswered. */
const reconnectAs = async (id: string, account: string) => {
  const started = await start(house, jane, { providerId: "sx", reconnectId: id });
  const back = new URL("http://localhost:3000/api/oauth/sx/callback");
  const state = new URL(started.address).searchParams.get("state") ?? "";
  back.search = new URLSearchParams({ code: account === "" ? "c" : `of-${account}`, state }).toString();
  const { outcome } = await arrive(house, jane, started, back);
  return { outcome, attemptId: started.attemptId };
};

it("A20: a question about an account that was answered elsewhere meanwhile cannot put another account in its place", async () => {
  const { id } = await connectThere(house, jane, "sx", "");
  await house.database.query("update connection set account_name = 'old name' where public_id = $1", [id]);
  const asked = await reconnectAs(id, "second");
  expect(asked.outcome).toBe("wrong_account");

  // In another tab the connection came to know whose it is.
  const answered = await reconnectAs(id, "first");
  expect(await house.services.settleAttempt(jane, { attemptId: answered.attemptId, choice: "same" })).toMatchObject({ ok: true });
  const before = await storedConnection(house, id);

  expect(await house.services.settleAttempt(jane, { attemptId: asked.attemptId, choice: "same" })).toMatchObject({
    ok: false,
    error: { code: "not_usable" },
  });
  expect(await storedConnection(house, id)).toMatchObject({ generation: before["generation"], sealed: before["sealed"] });
  expect(await house.database.query("select account_key from connection where public_id = $1", [id])).toEqual([
    { account_key: "first" },
  ]);
});
