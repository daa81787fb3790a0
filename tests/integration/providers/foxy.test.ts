import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { openTokensOf } from "@/tests/support/open-tokens";
import { storedConnection } from "@/tests/support/rows";
import { type Asked, type Choice, connect, counted, fault, press, reset } from "@/tests/support/walk";

const ASKED = { providerId: "foxy" };

let house: House;
let jane: Actor;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  // The made-up accounts are the same for everybody, and an account belongs to one seller only.
  await house.database.query("truncate connection cascade");
  jane = await makeSeller(house);
  await reset(house, "foxy");
});

const connectStore = (account = "ana", asked: Asked = {}, choice: Choice = {}) =>
  connect(house, jane, { ...ASKED, ...asked }, { account, ...choice });
const board = async () => (await house.services.dashboard(jane, {})).connections;
const paths = (from: number) => house.calls.slice(from).map(({ method, path }) => `${method} ${path}`);
const renew = (id: string | null) =>
  refreshConnection(house.container.dependencies, { connectionId: id ?? "", trigger: "reader", ifGeneration: null });

describe("a Foxy store at its look-alike", () => {
  it("Foxy 1: a code that came too late asks for a new start, and nothing is kept", async () => {
    await fault(house, "late_code", "on", { provider: "foxy", times: "1" });

    const late = await connectStore();
    const again = await connectStore();

    expect([late.outcome, late.id]).toEqual(["code_expired", null]);
    expect(again.outcome).toBe("connected");
    expect(await board()).toHaveLength(1);
  });

  it("Foxy 5: the store's number decides whose account it is, and is no permission", async () => {
    const { id } = await connectStore();

    const detail = await house.services.connectionDetail(jane, { id: id ?? "", before: null, timeZone: null });
    expect(detail).toMatchObject({
      ok: true,
      value: { account: "Ana's pretend store 3200", state: "working", scopesMissing: [] },
    });
    if (!detail.ok) return;
    expect(detail.value.scopes.filter(({ given }) => given).map(({ value }) => value)).toEqual(["store_full_access"]);
    expect(detail.value.permission.kind).toBe("known");
  });

  it("Foxy 6: two stores of one person are two connections, and the same store again replaces its own", async () => {
    const first = await connectStore("ana");
    const second = await connectStore("ana-second");
    const repaired = await connectStore("ana", { reconnectId: first.id });
    const wrong = await connectStore("ben", { reconnectId: second.id });

    expect([second.outcome, repaired.outcome, wrong.outcome]).toEqual(["connected", "reconnected", "wrong_account"]);
    expect(repaired.id).toBe(first.id);
    expect((await board()).map(({ account }) => account).sort()).toEqual([
      "Ana's pretend store 3200",
      "Ana's pretend store 3201",
    ]);
  });

  it("a person's own account has another permission and no store", async () => {
    const { id, outcome } = await connectStore("ben", { scopes: ["user_full_access"] });

    expect(outcome).toBe("connected");
    expect(await board()).toMatchObject([{ id, account: "ben@sandbox.test", state: "working", scopesMissing: [] }]);
  });

  it.each(["first", "second", "both", "neither"])("the lifetime under its %s name is two hours", async (mode) => {
    await fault(house, "lifetime_names", mode, { provider: "foxy", times: "1" });

    await connectStore();

    const [shown] = await board();
    const until = shown?.access.kind === "auto" ? Date.parse(shown.access.endsAt ?? "") - Date.now() : 0;
    expect(Math.round(until / 60_000)).toBe(120);
  });

  it("Foxy 7: a renewal keeps the refresh token to the byte, and the ten years do not move", async () => {
    const { id } = await connectStore();
    const [before, ends] = [await openTokensOf(house, id ?? ""), (await storedConnection(house, id ?? ""))["refresh_expires_at"]];

    const renewed = await renew(id);

    expect(renewed).toMatchObject({ ok: true });
    expect((await openTokensOf(house, id ?? "")).refreshToken).toBe(before.refreshToken);
    expect(ends).toBeInstanceOf(Date);
    expect((await storedConnection(house, id ?? ""))["refresh_expires_at"]).toEqual(ends);
  });

  it("access that ran out is renewed; a permission that was taken away is the seller's turn when it was refused twice", async () => {
    const { id } = await connectStore();
    await press(house, "expire", "foxy");
    const renewed = await renew(id);
    await press(house, "revoke", "foxy");
    await renew(id);
    const [once] = await board();
    await house.database.query("update credential set last_failed_at = last_failed_at - interval '61 seconds'");
    await renew(id);

    expect(renewed).toMatchObject({ ok: true });
    expect(once?.state).toBe("working");
    expect(await board()).toMatchObject([{ id, state: "reconnect", needsSeller: true }]);
    expect((await connectStore("ana", { reconnectId: id })).outcome).toBe("reconnected");
    expect(await board()).toMatchObject([{ id, state: "working" }]);
  });

  it("Foxy 13: disconnecting walks to our integration and deletes it as the last call", async () => {
    const { id } = await connectStore();
    const from = house.calls.length;

    const ended = await house.services.disconnectConnection(jane, id ?? "");

    expect(ended).toMatchObject({ ok: true, value: { result: "confirmed", accessUntil: null } });
    expect(paths(from)).toEqual([
      "GET /foxy/api",
      "GET /foxy/api/stores/3200",
      "GET /foxy/api/stores/3200/integrations",
      expect.stringMatching(/^DELETE \/foxy\/api\/integrations\/\d+$/),
    ]);
    expect(counted(house, "foxy")).toMatchObject({ revocations: 1, liveGrants: 0 });
  });

  it("Foxy 13: what a person gave for their own account is found beside that account, not beside a store", async () => {
    const { id } = await connectStore("ben", { scopes: ["user_full_access"] });
    const from = house.calls.length;

    const ended = await house.services.disconnectConnection(jane, id ?? "");

    expect(ended).toMatchObject({ ok: true, value: { result: "confirmed", accessUntil: null } });
    expect(paths(from)[1]).toMatch(/^GET \/foxy\/api\/users\//);
    expect(counted(house, "foxy")).toMatchObject({ revocations: 1, liveGrants: 0 });
  });

  it("Foxy 13: access that ran out is renewed before the integration is deleted", async () => {
    const { id } = await connectStore();
    await press(house, "expire", "foxy");

    const ended = await house.services.disconnectConnection(jane, id ?? "");

    expect(ended).toMatchObject({ ok: true, value: { result: "confirmed" } });
    expect(counted(house, "foxy")).toMatchObject({ revocations: 1, refreshes: 1, liveGrants: 0 });
  });

  it("Foxy 14: before one store is disconnected, the page names the other one of the same person", async () => {
    const first = await connectStore("ana", { label: "Apples" });
    await connectStore("ana-second", { label: "Pears" });

    const page = await house.services.disconnectPage(jane, { id: first.id ?? "", timeZone: null });

    expect(page).toMatchObject({ ok: true, value: { alsoEnd: ["Pears"] } });
  });

  it("Foxy 14: the other store of the same person loses its access, and the next renewal brings it back", async () => {
    const first = await connectStore("ana");
    const second = await connectStore("ana-second");
    await house.services.disconnectConnection(jane, first.id ?? "");

    const renewed = await renew(second.id);

    expect(renewed).toMatchObject({ ok: true });
    expect(counted(house, "foxy")).toMatchObject({ liveGrants: 1 });
  });

  it("a disconnect that the marketplace cannot take now is tried again, not called done", async () => {
    const { id } = await connectStore();
    await fault(house, "revocation", "500", { provider: "foxy" });

    const ended = await house.services.disconnectConnection(jane, id ?? "");

    expect(ended).toMatchObject({ ok: true, value: { result: "pending" } });
    expect(counted(house, "foxy")).toMatchObject({ revocations: 0, liveGrants: 1 });
  });
});
