import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { connect, counted } from "@/tests/support/walk";

let house: House;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const NAMED = { scopes: ["read:user"] } as const;
const detail = async (actor: Parameters<House["services"]["connectionDetail"]>[0], id: string | null) => {
  const read = await house.services.connectionDetail(actor, { id: id ?? "", before: null, timeZone: null });
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};
const sealedOf = async (id: string | null) =>
  (
    await house.database.query(
      "select k.sealed, k.generation from credential k join connection c on c.id = k.connection_id where c.public_id = $1",
      [id],
    )
  )[0];

describe("whose account it is", () => {
  it("A17: fewer permissions than asked for are shown as missing, never as full", async () => {
    const jane = await makeSeller(house);
    const { id } = await connect(house, jane, {}, { allow: ["read:sellerlistings"] });

    const view = await detail(jane, id);
    expect(view.state).toBe("partial");
    expect(view.scopesMissing.map((scope) => scope.value)).toEqual(["write:sellerlistings"]);
  });

  it("StubHub 11: without permission to read the account no identity call is made, the label counts, and two accounts stand side by side", async () => {
    const jane = await makeSeller(house);
    const page = await house.services.connectPage(jane, { providerId: "stubhub" });
    expect(page).toMatchObject({ value: { suggestedLabel: "StubHub account 1", already: [] } });
    const calls = counted(house)["apiCalls"];

    await connect(house, jane, { label: "StubHub account 1" });
    await connect(house, jane, { label: "StubHub account 2" }, { account: "ben" });

    expect(counted(house)["apiCalls"]).toBe(calls);
    expect((await house.services.dashboard(jane, {})).total).toBe(2);
    expect(await house.services.connectPage(jane, { providerId: "stubhub" })).toMatchObject({
      value: { suggestedLabel: "StubHub account 3", already: [{}, {}] },
    });
  });

  it("reconnects in place: same id and label, next generation, working again", async () => {
    const jane = await makeSeller(house);
    const { id } = await connect(house, jane, { label: "Main store", ...NAMED });
    const before = await sealedOf(id);

    const again = await connect(house, jane, { reconnectId: id, ...NAMED });

    expect(again).toMatchObject({ outcome: "reconnected", id });
    expect(await detail(jane, id)).toMatchObject({ label: "Main store", state: "working" });
    expect(await sealedOf(id)).toMatchObject({ generation: Number(before?.["generation"]) + 1 });
  });

  it("A21: a reconnect that ends as another account overwrites nothing, and can be added as new", async () => {
    const jane = await makeSeller(house);
    const { id } = await connect(house, jane, { label: "Main store", ...NAMED });
    const before = await sealedOf(id);

    const wrong = await connect(house, jane, { reconnectId: id, ...NAMED }, { account: "ben" });

    expect(wrong.outcome).toBe("wrong_account");
    expect(await sealedOf(id)).toEqual(before);
    const result = await house.services.attemptResult(jane, wrong.attemptId);
    expect(result).toMatchObject({
      value: { accounts: { expected: "ana@sandbox.test", got: "ben@sandbox.test", canAddAsNew: true } },
    });

    const added = await house.services.settleAttempt(jane, { attemptId: wrong.attemptId, choice: "new" });
    expect(added.ok).toBe(true);
    expect((await house.services.dashboard(jane, {})).connections.map((c) => c.account).sort()).toEqual([
      "ana@sandbox.test",
      "ben@sandbox.test",
    ]);
    expect(await house.services.settleAttempt(jane, { attemptId: wrong.attemptId, choice: "new" }), "only once").toMatchObject({
      ok: false,
    });
  });

  it("A21: a named connection that reconnects as somebody who shows no name is held until the seller says who it is", async () => {
    const jane = await makeSeller(house);
    const { id } = await connect(house, jane, { label: "Main store", ...NAMED });
    const before = await sealedOf(id);

    const asked = await connect(house, jane, { reconnectId: id }, { account: "ben" });

    expect(asked.outcome).toBe("wrong_account");
    expect(await sealedOf(id)).toEqual(before);
    expect(await house.services.attemptResult(jane, asked.attemptId)).toMatchObject({
      value: { accounts: { expected: "ana@sandbox.test", got: null, canConfirmSame: true, canAddAsNew: true } },
    });
  });

  it("A19: an address alone never decides: after a change of address the seller says that it is the same account", async () => {
    const jane = await makeSeller(house);
    const { id } = await connect(house, jane, { label: "Main store", ...NAMED });
    await house.database.query("update connection set account_name = 'old@sandbox.test' where public_id = $1", [id]);

    const asked = await connect(house, jane, { reconnectId: id, ...NAMED });
    expect(asked.outcome).toBe("wrong_account");
    expect(await house.services.attemptResult(jane, asked.attemptId)).toMatchObject({
      value: { accounts: { canConfirmSame: true } },
    });

    expect(await house.services.settleAttempt(jane, { attemptId: asked.attemptId, choice: "same" })).toMatchObject({
      ok: true,
      value: { connectionId: id },
    });
    expect(await detail(jane, id)).toMatchObject({ account: "ana@sandbox.test", state: "working" });
  });

  it("keeps a label to one connection, without regard to case", async () => {
    const jane = await makeSeller(house);
    const { id } = await connect(house, jane, { label: "Main store" });
    await connect(house, jane, { label: "Other" }, { account: "ben" });

    expect(
      await house.services.startConnection(jane, { providerId: "stubhub", label: "MAIN STORE", scopes: [], reconnectId: null }),
    ).toMatchObject({ error: { code: "label_taken" } });
    expect(await house.services.renameConnection(jane, { id: id ?? "", label: "other" })).toMatchObject({
      error: { code: "label_taken" },
    });
    expect(await house.services.renameConnection(jane, { id: id ?? "", label: "  Größe 🎟️ متجر " })).toMatchObject({
      ok: true,
      value: { to: "Größe 🎟️ متجر" },
    });
  });
});
