import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { openTokensOf } from "@/tests/support/open-tokens";
import { connect, counted, fault, press, reset, start } from "@/tests/support/walk";

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
  await reset(house, "shopify");
});

const connectShop = (shop = "acme", more = {}) =>
  connect(house, jane, { providerId: "shopify", values: { shop }, scopes: ["read_orders"], ...more });
const board = async () => (await house.services.dashboard(jane, {})).connections;
const renew = (id: string | null) =>
  refreshConnection(house.container.dependencies, { connectionId: id ?? "", trigger: "reader", ifGeneration: null });

describe("a Shopify store at its look-alike", () => {
  it.each(["acme", "Acme.MyShopify.com"])("a seller who types %s goes to that store", async (shop) => {
    const { address } = await start(house, jane, { providerId: "shopify", values: { shop } });

    const { pathname, searchParams } = new URL(address);
    expect(pathname).toBe("/shopify/acme/admin/oauth/authorize");
    expect(searchParams.get("scope")).toBe("read_products,write_products");
    expect(searchParams.get("code_challenge")).toBeNull();
  });

  it("a permission that another one holds is not called missing", async () => {
    const { id, outcome } = await connectShop();

    expect(outcome).toBe("connected");
    expect(await board()).toMatchObject([{ id, account: "acme", state: "working", scopesMissing: [] }]);
  });

  it("two stores are two connections, and the name of the store decides which one is repaired", async () => {
    const first = await connectShop("acme");
    await connectShop("other");
    const repaired = await connectShop("other", { reconnectId: first.id });

    expect([repaired.outcome, repaired.id]).toEqual(["reconnected", first.id]);
    expect((await board()).map(({ account }) => account).sort()).toEqual(["acme", "other"]);
  });

  it.each(["changed", "missing"])("a way back whose signature is %s is refused before the code is used", async (how) => {
    await fault(house, "wrong_signature", how, { provider: "shopify", times: "1" });

    const refused = await connectShop();

    expect([refused.outcome, refused.id]).toEqual(["mismatch", null]);
    expect(counted(house, "shopify")["tokenRequests"]).toBe(0);
  });

  it("every renewal stores the new refresh token", async () => {
    const { id } = await connectShop();
    const before = await openTokensOf(house, id ?? "");
    await press(house, "expire", "shopify");

    const renewed = await renew(id);

    expect(renewed).toMatchObject({ ok: true });
    expect((await openTokensOf(house, id ?? "")).refreshToken).not.toBe(before.refreshToken);
    expect((await renew(id)).ok).toBe(true);
  });

  it("a renewal whose reply was lost is asked for again with the same token, and nothing is lost", async () => {
    const { id } = await connectShop();
    const before = await openTokensOf(house, id ?? "");
    await fault(house, "error", "lost", { provider: "shopify", times: "1" });

    const renewed = await renew(id);

    expect(renewed).toMatchObject({ ok: true });
    expect(counted(house, "shopify")).toMatchObject({ refreshes: 2, reuseHits: 0 });
    expect((await openTokensOf(house, id ?? "")).refreshToken).not.toBe(before.refreshToken);
    expect((await renew(id)).ok).toBe(true);
  });

  it("a store that removed the application is the seller's turn when it was refused twice", async () => {
    const { id } = await connectShop();
    await press(house, "revoke", "shopify");

    await renew(id);
    const [once] = await board();
    await house.database.query("update credential set last_failed_at = last_failed_at - interval '61 seconds'");
    await renew(id);

    expect(once?.needsSeller).toBe(false);
    expect(await board()).toMatchObject([{ id, state: "reconnect", needsSeller: true }]);
  });

  it("disconnecting says that the store itself must remove the application", async () => {
    const { id } = await connectShop();

    const page = await house.services.disconnectPage(jane, { id: id ?? "", timeZone: null });
    const ended = await house.services.disconnectConnection(jane, id ?? "");

    expect(page).toMatchObject({
      ok: true,
      value: { revocation: { canCancel: false, manageAccessUrl: `${house.sandbox.origin}/console?provider=shopify` } },
    });
    expect(ended).toMatchObject({ ok: true, value: { result: "no_way" } });
    expect(counted(house, "shopify")["liveGrants"]).toBe(1);
  });
});
