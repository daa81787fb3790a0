import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { stockx } from "@/lib/core/providers/stockx";
import { completeConnection } from "@/lib/services/complete-connection";
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

const set = (columns: string) => house.database.query(`update client_registration set ${columns} where provider_id = 'sx'`);

it("a question that is answered during an emergency stop changes nothing, and its answer is taken afterwards", async () => {
  const { id } = await connectThere(house, jane, "sx", "third");
  const { outcome, attemptId } = await reconnectAs(id, "fourth");
  expect(outcome).toBe("wrong_account");
  await set("emergency_at = now()");
  const settle = () => house.services.settleAttempt(jane, { attemptId, choice: "new" });
  expect(await settle()).toMatchObject({ ok: false, error: { code: "stopped" } });
  await set("emergency_at = null");
  expect(await settle()).toMatchObject({ ok: true });
});

it.each([
  ["is removed", "removed_at = now()", "not_usable"],
  ["is stopped", "emergency_at = now()", "stopped"],
])("nothing is connected with a client that %s while the marketplace answers", async (_what, columns, expected) => {
  const known = await connectThere(house, jane, "sx", `mine-${expected}`);
  const before = await storedConnection(house, known.id);
  const { dependencies } = house.container;
  const provider: typeof dependencies.provider = {
    ...dependencies.provider,
    identify: async (asked) => {
      await set(columns);
      return dependencies.provider.identify(asked);
    },
  };
  const comeBack = async (account: string) => {
    const started = await start(house, jane, { providerId: "sx" });
    const state = new URL(started.address).searchParams.get("state") ?? "";
    const { outcome } = await completeConnection(
      { ...dependencies, provider },
      {
        providerId: "sx",
        registrationId: null,
        query: new URLSearchParams({ code: `of-${account}`, state }).toString(),
        actor: jane,
        browserSecretOf: () => started.browserSecret,
      },
    );
    await set("removed_at = null, emergency_at = null");
    return outcome;
  };
  expect([await comeBack(`new-${expected}`), await comeBack(`mine-${expected}`)]).toEqual([expected, expected]);
  expect(await dependencies.connections.listOfOwner(jane.userId)).toHaveLength(1);
  expect(await storedConnection(house, known.id)).toMatchObject({ generation: before["generation"], sealed: before["sealed"] });
});
