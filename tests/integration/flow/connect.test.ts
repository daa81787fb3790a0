import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { connect, counted } from "@/tests/support/walk";

describe("connecting an account", () => {
  let house: House;
  beforeAll(async () => {
    house = await buildHouse();
  });
  afterAll(() => house[Symbol.asyncDispose]());

  it("stores a sealed connection that the seller sees as working", async () => {
    const jane = await makeSeller(house);

    const { outcome, id } = await connect(house, jane, { label: "Tickets" });

    expect(outcome).toBe("connected");
    const board = await house.services.dashboard(jane, {});
    expect(board.connections).toHaveLength(1);
    expect(board.connections[0]).toMatchObject({
      id,
      label: "Tickets",
      state: "working",
      access: { kind: "auto" },
      permission: { kind: "unknown" },
    });
    const [row] = await house.database.query("select sealed from credential");
    expect(String(row?.["sealed"]).split(".")).toHaveLength(5);
  });

  it("renews when asked, by one call, with a new token each time", async () => {
    const jane = await makeSeller(house);
    const { id } = await connect(house, jane);
    const before = counted(house)["refreshes"] ?? 0;

    await house.database.query("update credential set last_refreshed_at = null");
    const renewed = await house.services.refreshConnection(jane, id ?? "");

    expect(renewed).toMatchObject({ ok: true, value: { did: "renewed" } });
    expect(counted(house)["refreshes"]).toBe(before + 1);
    const detail = await house.services.connectionDetail(jane, { id: id ?? "", before: null, timeZone: "Asia/Kathmandu" });
    expect(detail).toMatchObject({
      ok: true,
      value: { state: "working", events: [{ text: "event.renewed" }, { text: "event.connected" }] },
    });
  });

  it("StubHub 13: disconnects honestly: the marketplace has no way to cancel, the secrets are gone, the history stays", async () => {
    const jane = await makeSeller(house);
    const { id } = await connect(house, jane, { label: "Old shop" });

    const ended = await house.services.disconnectConnection(jane, id ?? "");

    expect(ended).toMatchObject({ ok: true, value: { label: "Old shop", result: "no_way" } });
    const rows = await house.database.query(
      "select sealed, refresh_fingerprint, has_refresh from credential k join connection c on c.id = k.connection_id where c.public_id = $1",
      [id],
    );
    expect(rows).toEqual([{ sealed: null, refresh_fingerprint: null, has_refresh: false }]);
    const detail = await house.services.connectionDetail(jane, { id: id ?? "", before: null, timeZone: null });
    expect(detail).toMatchObject({ ok: true, value: { state: "disconnected", receipt: { outcome: { kind: "no_way" } } } });
  });
});
