import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { HAL_ID, type HalServer, halServer } from "@/tests/support/hal-server";
import { APP_ORIGIN, buildHouse, type House, houseRegistration, makeSeller } from "@/tests/support/house";
import { openTokensOf } from "@/tests/support/open-tokens";
import { storedConnection } from "@/tests/support/rows";
import { type Asked, arrive, connectBy, start } from "@/tests/support/walk";

const CALLBACK = `${APP_ORIGIN}/api/oauth/${HAL_ID}/callback`;

let shop: HalServer;
let house: House;
let jane: Actor;

beforeAll(async () => {
  shop = await halServer();
  house = await buildHouse({ registrations: [houseRegistration(shop.definition)] }, [shop.definition]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await shop[Symbol.asyncDispose]();
});
let store = 5000;
beforeEach(async () => {
  store += 10;
  jane = await makeSeller(house);
  shop.seen.length = 0;
});
afterEach(() => shop.instead.clear());

/** What the consent page sends back for a store. The request names no address: the one that is registered is used. */
const backTo = (address: string, code: string): URL =>
  new URL(`${CALLBACK}?${new URLSearchParams({ code, state: new URL(address).searchParams.get("state") ?? "" })}`);
const connectStore = (number: number, asked: Asked = {}) =>
  connectBy(house, jane, { ...asked, providerId: HAL_ID }, async (address) => backTo(address, shop.issueCode(String(number))));
const refresh = (id: string | null, ifGeneration: number | null = null) =>
  refreshConnection(house.container.dependencies, { connectionId: id ?? "", trigger: "reader", ifGeneration });
const tokenRequests = () => shop.seen.filter(({ method, path }) => method === "POST" && path === "/swap");
const detail = async (id: string | null) => {
  const read = await house.services.connectionDetail(jane, { id: id ?? "", before: null, timeZone: null });
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};

describe("Foxy as its documents show it", () => {
  it("Foxy 1: a code that came too late asks for a new start, and a connection that is there goes on working", async () => {
    const { id } = await connectStore(store);
    const error_description = "The authorization code has expired";
    shop.instead.set("/swap", { status: 400, body: { error: "invalid_grant", error_description } });

    const late = await connectStore(store, { reconnectId: id });

    expect(late.outcome).toBe("code_expired");
    expect(await storedConnection(house, id ?? "")).toMatchObject({ status: "ACTIVE", generation: 1 });
    shop.instead.clear();
    expect((await refresh(id)).ok).toBe(true);
  });

  it("Foxy 3: a code that comes twice is sent once, and what it gave goes on working", async () => {
    const started = await start(house, jane, { providerId: HAL_ID });
    const back = backTo(started.address, shop.issueCode(String(store)));
    expect((await arrive(house, jane, started, back)).outcome).toBe("connected");
    const result = await house.services.attemptResult(jane, started.attemptId);

    expect((await arrive(house, jane, started, back)).outcome).toBe("connected");

    expect(tokenRequests()).toHaveLength(1);
    expect((await refresh((result.ok && result.value.connection?.id) || "")).ok).toBe(true);
  });

  it("Foxy 5: the account is the store's number, and the permissions are shown without it", async () => {
    const { id } = await connectStore(store);

    const [row] = await house.database.query("select account_key, scope_granted from connection where public_id = $1", [id]);
    expect(row).toEqual({ account_key: String(store), scope_granted: ["store_full_access"] });
    expect((await detail(id)).scopes.filter(({ given }) => given).map(({ value }) => value)).toEqual(["store_full_access"]);
  });

  it("Foxy 6: two stores of one person are two connections, and the same store again is the one that is there", async () => {
    const first = await connectStore(store);
    const second = await connectStore(store + 1);
    const before = await openTokensOf(house, first.id ?? "");
    const again = await connectStore(store);

    expect([first.outcome, second.outcome, again.outcome]).toEqual(["connected", "connected", "duplicate"]);
    expect(second.id).not.toBe(first.id);
    expect(again.id).toBe(first.id);
    expect((await openTokensOf(house, first.id ?? "")).accessToken, "and its access is the new one").not.toBe(before.accessToken);
    expect((await house.services.dashboard(jane, {})).total).toBe(2);
  });

  it("Foxy 7: a renewal gives the same refresh token back, and the ten years do not move", async () => {
    const { id } = await connectStore(store);
    const before = await storedConnection(house, id ?? "");
    const years = (Number(before["refresh_expires_at"]) - Number(before["obtained_at"])) / (365 * 86_400_000);
    const token = (await openTokensOf(house, id ?? "")).refreshToken;

    expect((await refresh(id)).ok).toBe(true);

    const after = await storedConnection(house, id ?? "");
    expect(years).toBeCloseTo(10, 3);
    expect(after["refresh_expires_at"]).toEqual(before["refresh_expires_at"]);
    expect(after["refresh_fingerprint"]).toBe(before["refresh_fingerprint"]);
    expect((await openTokensOf(house, id ?? "")).refreshToken).toBe(token);
  });

  it("Foxy 8: of renewals at the same moment one is sent, one set is kept, and nothing is lost", async () => {
    const { id } = await connectStore(store);
    shop.seen.length = 0;

    const results = await Promise.all(Array.from({ length: 6 }, () => refresh(id, 1)));

    expect(results).toEqual(results.map(() => ({ ok: true, value: { generation: 2 } })));
    expect(tokenRequests()).toHaveLength(1);
    const { accessToken, refreshToken } = await openTokensOf(house, id ?? "");
    expect([accessToken.startsWith(`acc-${store}-`), refreshToken]).toEqual([true, `ref-${store}`]);
  });

  it("Foxy 10: an answer with another state is dropped before anything is asked", async () => {
    const started = await start(house, jane, { providerId: HAL_ID });
    const back = backTo(started.address, shop.issueCode(String(store)));
    back.searchParams.set("state", "somebody-elses");
    shop.seen.length = 0;

    expect(await arrive(house, jane, started, back)).toEqual({ attemptId: null, outcome: "mismatch" });

    expect(shop.seen).toEqual([]);
  });

  it("Foxy 11: the authorization names no address, and the token request names the registered one exactly", async () => {
    const started = await start(house, jane, { providerId: HAL_ID });
    expect(new URL(started.address).searchParams.has("redirect_uri")).toBe(false);

    await connectStore(store);

    expect(tokenRequests().map(({ form }) => form.get("redirect_uri"))).toEqual([CALLBACK]);
  });

  it("Foxy 12: access that is refused as ended is renewed once, and the call is made once more", async () => {
    shop.integrations.set("90", { store: String(store), clientId: "house client" });
    const { id } = await connectStore(store);
    const [first] = tokenRequests();
    expect(first?.form.get("grant_type")).toBe("authorization_code");
    const error_description = "The access token provided has expired";
    shop.instead.set("/", { status: 401, body: { error: "invalid_token", error_description } });
    shop.seen.length = 0;

    const ended = await house.services.disconnectConnection(jane, id ?? "");

    expect(ended.ok).toBe(true);
    const asked = shop.seen.map(({ method, path }) => `${method} ${path}`);
    expect(asked.filter((line) => line === "POST /swap")).toHaveLength(1);
    expect(asked.filter((line) => line === "GET /")).toHaveLength(2);
    expect(asked.indexOf("POST /swap")).toBe(asked.indexOf("GET /") + 1);
  });
});
