import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shopify } from "@/lib/core/providers/shopify";
import { lookalikeBases } from "@/lib/sandbox/lookalike-bases";
import { shopifyQuirks } from "@/lib/sandbox/quirks/shopify";
import { CLIENT, type OpenSandbox, openSandbox, REDIRECT_URI } from "./open-sandbox";

const DAY_MS = 86_400_000;
const ASKED = {
  client_id: CLIENT.clientId,
  response_type: "code",
  redirect_uri: REDIRECT_URI,
  scope: "read_products,write_products,read_orders",
  state: "state-1",
};

let box: OpenSandbox;
beforeEach(async () => {
  box = await openSandbox({ definition: shopify, lookalikes: [shopifyQuirks] });
});
afterEach(() => box.sandbox.close());

const at = (shop: string, path: string) => `/shopify/${shop}/admin/oauth/${path}`;
async function allow(shop = "acme", changes: Record<string, string> = {}): Promise<URL> {
  const body = new URLSearchParams({ account: "ana", decision: "allow" });
  for (const value of ASKED.scope.split(",")) body.append("allow", value);
  const reply = await box.post(`${at(shop, "authorize")}?${new URLSearchParams({ ...ASKED, ...changes })}`, body);
  return new URL(reply.headers.get("location")!);
}
const codeOf = async (shop?: string) => (await allow(shop)).searchParams.get("code")!;
async function token(shop: string, content: Record<string, string>) {
  const response = await fetch(new URL(at(shop, "access_token"), box.sandbox.origin), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, ...content }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const exchange = async (shop = "acme") => token(shop, { code: await codeOf(shop), expiring: "1" });
const refresh = (refreshToken: unknown, shop = "acme") =>
  token(shop, { grant_type: "refresh_token", refresh_token: String(refreshToken) });
const scopes = (accessToken: unknown, shop = "acme") =>
  box.get(at(shop, "access_scopes.json"), { "x-shopify-access-token": String(accessToken) });

describe("the addresses of a shop", () => {
  it("a variable of the host is a part of the path here", () => {
    expect(lookalikeBases(shopify, "http://127.0.0.1:4000")).toEqual({ store: "http://127.0.0.1:4000/shopify/{shop}" });
  });

  it.each(["-acme", "ACME", "a.b", "%61cme", "acme%2F.."])("there is no shop called %s", async (shop) => {
    const page = await box.get(`${at(shop, "authorize")}?${new URLSearchParams(ASKED)}`);

    expect(page.status).toBe(404);
  });

  it("the page on which a person decides names the shop of its address", async () => {
    const page = await box.get(`${at("acme", "authorize")}?${new URLSearchParams(ASKED)}`);

    expect(page.text).toContain('shop <b class="mono">acme</b>');
  });

  const signatureOf = ({ searchParams }: URL) => {
    const message = ["code", "host", "shop", "state", "timestamp"].map((name) => `${name}=${searchParams.get(name)}`).join("&");
    return createHmac("sha256", CLIENT.clientSecret).update(message).digest("hex");
  };

  it("the way back is signed with the client secret and names the shop", async () => {
    const back = await allow();

    const { searchParams } = back;
    expect(searchParams.get("shop")).toBe("acme.myshopify.com");
    expect(Number(searchParams.get("timestamp")) * 1000).toBe(box.clock.now);
    expect(Buffer.from(searchParams.get("host")!, "base64").toString()).toBe("acme.myshopify.com/admin");
    expect([...searchParams.keys()].sort()).toEqual(["code", "hmac", "host", "shop", "state", "timestamp"]);
    expect(searchParams.get("hmac")).toBe(signatureOf(back));
  });

  it("a switch spoils the signature or leaves it out", async () => {
    await box.fault("wrong_signature", "changed", { times: "1" });
    const changed = await allow();
    await box.fault("wrong_signature", "missing", { times: "1" });
    const missing = await allow();
    const good = await allow();

    expect(changed.searchParams.get("hmac")).toMatch(/^[0-9a-f]{64}$/);
    expect(changed.searchParams.get("hmac")).not.toBe(signatureOf(changed));
    expect(missing.searchParams.get("hmac")).toBeNull();
    expect(good.searchParams.get("hmac"), "each for as often as it was told").toBe(signatureOf(good));
  });

  it("codes and tokens of one shop open nothing at another", async () => {
    const foreignCode = await token("other", { code: await codeOf("acme"), expiring: "1" });
    const first = (await exchange()).body;

    expect([foreignCode.status, foreignCode.body["error"]]).toEqual([400, "invalid_request"]);
    expect((await scopes(first["access_token"], "other")).status).toBe(401);
    expect((await refresh(first["refresh_token"], "other")).body["error"]).toBe("invalid_grant");
    expect((await scopes(first["access_token"])).status).toBe(200);
  });
});

describe("the token address", () => {
  it("takes JSON without grant_type and answers without token_type, without the permission that another one holds", async () => {
    const reply = await exchange();

    expect(reply).toEqual({
      status: 200,
      body: {
        access_token: expect.any(String),
        expires_in: 3600,
        refresh_token: expect.any(String),
        refresh_token_expires_in: 7_776_000,
        scope: "write_products,read_orders",
      },
    });
  });

  it("refuses a form, a wrong secret, a code that was used, and who does not ask for expiring tokens", async () => {
    const code = await codeOf();
    const { clientId: client_id, clientSecret: client_secret } = CLIENT;
    const form = await box.post(at("acme", "access_token"), { client_id, client_secret, code, expiring: "1" });
    const wrong = await token("acme", { code, expiring: "1", client_secret: "wrong" });
    const forEver = await token("acme", { code });
    const used = [await token("acme", { code, expiring: "1" }), await token("acme", { code, expiring: "1" })];

    expect([form.status, form.body["error"]]).toEqual([401, "invalid_client"]);
    expect([wrong.status, wrong.body["error"]]).toEqual([401, "invalid_client"]);
    expect(forEver.status).toBe(400);
    expect(used.map(({ status }) => status)).toEqual([200, 400]);
  });

  it("the refresh token before works until the new one was used", async () => {
    const first = (await exchange()).body["refresh_token"];

    const second = await refresh(first);
    const repeated = await refresh(first);
    const third = await refresh(repeated.body["refresh_token"]);
    const tooLate = await refresh(first);

    expect([second.status, repeated.status, third.status]).toEqual([200, 200, 200]);
    expect(new Set([first, second.body["refresh_token"], repeated.body["refresh_token"]]).size).toBe(3);
    expect([tooLate.status, tooLate.body["error"]]).toEqual([400, "invalid_grant"]);
  });

  it("a refresh token lasts 90 days from the last renewal, the one before it 30 at most", async () => {
    const first = (await exchange()).body["refresh_token"];
    const second = (await refresh(first)).body["refresh_token"];
    box.clock.now += 30 * DAY_MS;
    const old = await refresh(first);
    box.clock.now += 59 * DAY_MS;
    const third = await refresh(second);
    box.clock.now += 90 * DAY_MS;
    const late = await refresh(third.body["refresh_token"]);

    expect([old.status, third.status, late.status]).toEqual([400, 200, 400]);
  });
});

describe("the API", () => {
  it("reads its own header and tells what was granted", async () => {
    const { access_token: accessToken } = (await exchange()).body;

    const granted = await scopes(accessToken);
    const byBearer = await box.get(at("acme", "access_scopes.json"), { authorization: `Bearer ${accessToken}` });
    box.clock.now += 3_600_000;
    const late = await scopes(accessToken);

    expect(granted.body).toEqual({
      access_scopes: [{ handle: "read_products" }, { handle: "write_products" }, { handle: "read_orders" }],
    });
    expect([byBearer.status, late.status]).toEqual([401, 401]);
    expect(late.body["errors"]).toContain("[API] Invalid API key or access token");
  });
});
