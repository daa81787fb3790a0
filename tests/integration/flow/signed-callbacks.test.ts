import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RegistrationRepository } from "@/lib/core/ports/registrations";
import { connectPage } from "@/lib/services/connect-page";
import type { Actor } from "@/lib/services/contract";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { type SigningShop, sign, signingShop } from "@/tests/support/signing-shop";
import { arrive, type Started, start } from "@/tests/support/walk";

let shop: SigningShop;
let house: House;
let jane: Actor;

beforeAll(async () => {
  shop = await signingShop();
  house = await buildHouse({}, [shop.definition]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await shop[Symbol.asyncDispose]();
});
beforeEach(async () => {
  jane = await makeSeller(house);
});

const begin = (typed: string, more: { readonly reconnectId?: string } = {}) =>
  start(house, jane, { providerId: shop.definition.id, values: { shop: typed }, ...more });
const state = (started: Started) => new URL(started.address).searchParams.get("state") ?? "";
const answer = (started: Started, shopName = "my-shop.shops.example") =>
  sign({ code: "c-1", shop: shopName, state: state(started), timestamp: "1700000000" });
const back = (query: URLSearchParams) => new URL(`http://localhost:3000/api/oauth/${shop.definition.id}/callback?${query}`);
const audited = async (action: string) =>
  (await house.database.query("select 1 from audit_event where action = $1 and result = 'denied'", [action])).length;
/** As if the registration were one of the real platform; nothing is asked of it. */
const inProduction = (registrations: RegistrationRepository): RegistrationRepository => ({
  ...registrations,
  enabled: async () =>
    (await registrations.enabled()).map((each) => ({ ...each, environmentId: "production", sealedSecrets: null })),
});
const live = async () => (await house.services.dashboard(jane, {})).connections;

describe("a response that the platform signs", () => {
  it("connects the shop that the seller typed, at the shop's own address", async () => {
    const started = await begin("My-Shop");
    expect(new URL(started.address).pathname).toBe("/my-shop/authorize");
    const before = shop.asked.length;

    expect((await arrive(house, jane, started, back(answer(started)))).outcome).toBe("connected");

    expect(shop.asked.slice(before)).toEqual(["/my-shop/token"]);
    expect((await live()).map(({ account }) => account)).toEqual(["my-shop"]);
  });

  it.each<[string, (given: URLSearchParams) => void]>([
    ["without its signature", (query) => query.delete("hmac")],
    ["with an empty signature", (query) => query.set("hmac", "")],
    ["with another signature", (query) => query.set("hmac", "0".repeat(64))],
    ["with its signature twice", (query) => query.append("hmac", query.get("hmac") ?? "")],
    ["with the signature in capitals", (query) => query.set("hmac", (query.get("hmac") ?? "").toUpperCase())],
    ["with a piece of the signature", (query) => query.set("hmac", (query.get("hmac") ?? "").slice(0, 63))],
    ["with another code", (query) => query.set("code", "c-2")],
    ["with another time", (query) => query.set("timestamp", "1700000001")],
    ["with one parameter more", (query) => query.set("host", "YWRtaW4")],
    ["with a parameter twice", (query) => query.append("timestamp", "1700000000")],
    ["with one parameter less", (query) => query.delete("timestamp")],
  ])("is refused %s, before anything is asked for", async (_, change) => {
    const started = await begin("my-shop");
    const query = answer(started);
    change(query);
    const before = shop.asked.length;

    expect((await arrive(house, jane, started, back(query))).outcome).toBe("mismatch");

    expect(shop.asked.length).toBe(before);
    expect(await live()).toEqual([]);
    const result = await house.services.attemptResult(jane, started.attemptId);
    expect(result.ok && result.value.outcome).toBe("mismatch");
  });

  it("is refused when it was signed with another secret, and the refusal is audited", async () => {
    const started = await begin("my-shop");
    const [before, audits] = [shop.asked.length, await audited("callback_signature_mismatch")];
    const forged = sign({ code: "c-1", shop: "my-shop.shops.example", state: state(started), timestamp: "1" }, "guessed");

    expect((await arrive(house, jane, started, back(forged))).outcome).toBe("mismatch");

    expect(shop.asked.length).toBe(before);
    expect(await audited("callback_signature_mismatch")).toBe(audits + 1);
  });

  it.each([
    "other-shop.shops.example",
    "my-shop.shops.example.evil.example",
    "evil.example/my-shop.shops.example",
    "my-shop@evil",
  ])("is refused for a shop that the seller did not choose, however well it is signed: %s", async (name) => {
    const started = await begin("my-shop");
    const [before, audits] = [shop.asked.length, await audited("callback_value_mismatch")];

    expect((await arrive(house, jane, started, back(answer(started, name)))).outcome).toBe("mismatch");

    expect(shop.asked.length).toBe(before);
    expect(await audited("callback_value_mismatch")).toBe(audits + 1);
    expect(await live()).toEqual([]);
  });
});

describe("what only the seller knows", () => {
  const starting = (typed: string | null) =>
    house.services.startConnection(jane, {
      providerId: shop.definition.id,
      label: "Shop",
      scopes: [],
      reconnectId: null,
      ...(typed === null ? {} : { values: { shop: typed } }),
    });

  it.each([null, "", "   ", "evil.example", "a.b.shops.example", "my-shop-", "https://shops.example/"])(
    "is refused with the name of the field where it cannot be a shop: %s",
    async (typed) => {
      expect(await starting(typed)).toMatchObject({ ok: false, error: { code: "value_invalid", field: "shop" } });
    },
  );

  it("is asked on the page, which cannot name the whole host before it is told", async () => {
    const real = { ...house.container.dependencies, registrations: inProduction(house.container.dependencies.registrations) };
    const page = await connectPage(real, jane, { providerId: shop.definition.id });

    expect(page).toMatchObject({
      ok: true,
      value: {
        fields: [{ name: "shop", label: "field.shopify.shop", help: null, suffix: ".shops.example", choices: null }],
        host: ".shops.example",
        hostIsOpen: true,
      },
    });
  });

  it("does not hide the host where it stands in the path", async () => {
    const page = await house.services.connectPage(jane, { providerId: shop.definition.id });

    expect(page).toMatchObject({ ok: true, value: { host: new URL(shop.origin).host, hostIsOpen: false } });
  });

  it("is not asked again for a reconnect, which goes to the same shop whatever is sent along", async () => {
    const first = await begin("shop-one");
    await arrive(house, jane, first, back(answer(first, "shop-one.shops.example")));
    const [connection] = await live();
    const id = connection?.id ?? "";

    const page = await house.services.connectPage(jane, { reconnectId: id });
    expect(page).toMatchObject({ ok: true, value: { fields: [], hostIsOpen: false, host: new URL(shop.origin).host } });
    const again = await begin("other-shop", { reconnectId: id });
    expect(new URL(again.address).pathname).toBe("/shop-one/authorize");
    expect((await arrive(house, jane, again, back(answer(again, "shop-one.shops.example")))).outcome).toBe("reconnected");
    expect(await live()).toHaveLength(1);
  });

  it("is asked again for a reconnect once what was stored is gone, and another shop is not taken for it", async () => {
    const first = await begin("shop-two");
    await arrive(house, jane, first, back(answer(first, "shop-two.shops.example")));
    const id = (await live())[0]?.id ?? "";
    await house.database.query(
      "update credential set sealed = 'broken' where connection_id = (select id from connection where public_id = $1)",
      [id],
    );

    const page = await house.services.connectPage(jane, { reconnectId: id });
    expect(page).toMatchObject({ ok: true, value: { fields: [{ name: "shop" }] } });
    const other = await begin("other-shop", { reconnectId: id });
    expect((await arrive(house, jane, other, back(answer(other, "other-shop.shops.example")))).outcome).toBe("wrong_account");
    const same = await begin("shop-two", { reconnectId: id });
    expect((await arrive(house, jane, same, back(answer(same, "shop-two.shops.example")))).outcome).toBe("reconnected");
  });
});
