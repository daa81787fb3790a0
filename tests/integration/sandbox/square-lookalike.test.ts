import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { square } from "@/lib/core/providers/square";
import { BACK, CLIENT_ID, evidenceOf, type OpenLookalike, openLookalike, SECRET } from "./open-lookalike";

const MERCHANT = "{connect}/v2/merchants/me";
const STATUS = "{connect}/oauth2/token/status";
const DAY = 86_400_000;

let box: OpenLookalike;
beforeAll(async () => {
  box = await openLookalike(square);
});
afterEach(() => box.resetFaults());
afterAll(() => box.sandbox.close());

const end = (accessToken: unknown, authorization = `Client ${SECRET}`) =>
  box.ask(
    box.address("{connect}/oauth2/revoke"),
    "json",
    { client_id: CLIENT_ID, access_token: String(accessToken) },
    { authorization },
  );

describe("the token address", () => {
  it("replies name the merchant and the day on which access ends, and neither lifetime nor scope", async () => {
    const { body } = await box.connect();

    expect(Object.keys(body).sort()).toEqual([
      "access_token",
      "expires_at",
      "merchant_id",
      "refresh_token",
      "short_lived",
      "token_type",
    ]);
    expect(body["expires_at"]).toBe(new Date(box.clock.now + 30 * DAY).toISOString().replace(".000Z", "Z"));
    expect(body["merchant_id"]).toMatch(/^ML[A-Z0-9]{11}$/);
    expect(body["token_type"]).toBe("bearer");
  });

  it("reads JSON only", async () => {
    const code = await box.newCode();
    const form = {
      grant_type: "authorization_code",
      client_id: CLIENT_ID,
      client_secret: SECRET,
      code,
      redirect_uri: BACK,
    };

    const asForm = await box.ask(box.address("{connect}/oauth2/token"), "form", form);
    const asJson = await box.ask(box.address("{connect}/oauth2/token"), "json", form);

    expect([asForm.status, asJson.status]).toEqual([401, 200]);
  });

  it("a code works once and for five minutes", async () => {
    const [code, late] = [await box.newCode(), await box.newCode()];
    const used = await box.exchangeCode(code);
    const twice = await box.exchangeCode(code);
    box.clock.now += 300_000;
    const expired = await box.exchangeCode(late);

    expect(used.status).toBe(200);
    for (const reply of [twice, expired]) expect([reply.status, reply.body["error"]]).toEqual([400, "invalid_grant"]);
  });

  it("a renewal brings the same refresh token again, and the merchant stays the same", async () => {
    const first = await box.connect();

    const second = await box.refresh(first.body["refresh_token"]);

    expect(second.body["refresh_token"]).toBe(first.body["refresh_token"]);
    expect(second.body["merchant_id"]).toBe(first.body["merchant_id"]);
    expect(second.body["access_token"]).not.toBe(first.body["access_token"]);
  });
});

describe("ending access", () => {
  it("ends every grant of the merchant for this application, and nobody else's", async () => {
    const [first, second, other] = [await box.connect(), await box.connect(), await box.connect({ account: "ben" })];

    const done = await end(first.body["access_token"]);

    expect([done.status, done.body]).toEqual([200, { success: true }]);
    for (const { body } of [first, second]) {
      expect((await box.call(body["access_token"], MERCHANT)).body).toEqual({
        errors: [{ category: "AUTHENTICATION_ERROR", code: "ACCESS_TOKEN_REVOKED" }],
      });
      expect((await box.refresh(body["refresh_token"])).body["error"]).toBe("invalid_grant");
    }
    expect((await box.call(other.body["access_token"], MERCHANT)).status).toBe(200);
  });

  it.each([
    ["another secret", "Client another"],
    ["another scheme", `Bearer ${SECRET}`],
    ["nothing", "Client "],
  ])("%s ends nothing", async (_, authorization) => {
    const { body } = await box.connect();

    const refused = await end(body["access_token"], authorization);

    expect(refused.status).toBe(401);
    expect((await box.call(body["access_token"], MERCHANT)).status).toBe(200);
  });

  it("a switch makes it fail, and then nothing ends", async () => {
    const { body } = await box.connect();
    await box.fault("revocation", "500", { times: "1" });

    expect((await end(body["access_token"])).status).toBe(500);
    expect((await box.call(body["access_token"], MERCHANT)).status).toBe(200);
    expect((await end("made-up")).status).toBe(400);
  });
});

describe("the API", () => {
  it("the merchant has a name, with the permission to see it only", async () => {
    const { body } = await box.connect({ account: "ben" });
    const narrow = await box.connect({ allow: ["ITEMS_READ"] });

    const merchant = await box.call(body["access_token"], MERCHANT);
    const unseen = await box.call(narrow.body["access_token"], MERCHANT);

    expect(merchant.body).toMatchObject({ merchant: { id: body["merchant_id"], business_name: "Ben's Pretend Shop" } });
    expect([unseen.status, JSON.stringify(unseen.body)]).toEqual([403, expect.stringContaining("INSUFFICIENT_SCOPES")]);
  });

  it("tells by POST what an access token may do and until when, and that one has run out", async () => {
    const { body } = await box.connect();

    const status = await box.call(body["access_token"], STATUS, { method: "POST" });
    box.clock.now += 30 * DAY;
    const late = await box.call(body["access_token"], STATUS, { method: "POST" });

    expect(status.body).toMatchObject({ client_id: CLIENT_ID, merchant_id: body["merchant_id"] });
    expect(status.body["scopes"]).toContain("MERCHANT_PROFILE_READ");
    expect(Date.parse(String(status.body["expires_at"]))).toBe(Date.parse(String(body["expires_at"])));
    expect([late.status, JSON.stringify(late.body)]).toEqual([401, expect.stringContaining("ACCESS_TOKEN_EXPIRED")]);
  });
});

it.each([
  ["documented", "POST /oauth2/revoke with Authorization"],
  ["documented", "A reply says expires_at as a date"],
  ["inferred", "Errors of the token address look as in RFC 6749"],
])("its page says: %s, %s", async (evidence, words) => {
  expect(evidenceOf(await box.behaviour(), words)).toBe(evidence);
});
