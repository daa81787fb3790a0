import { createPublicKey, verify } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { stockx } from "@/lib/core/providers/stockx";
import { BACK, CLIENT_ID, evidenceOf, type OpenLookalike, openLookalike, SECRET } from "./open-lookalike";

const LISTINGS = "{api}/selling/listings";
const UNKNOWN = { error: "invalid_grant", error_description: "Unknown or invalid refresh token." };

let box: OpenLookalike;
beforeAll(async () => {
  box = await openLookalike(stockx);
});
afterEach(() => box.resetFaults());
afterAll(() => box.sandbox.close());

const end = (refreshToken: unknown) =>
  box.ask(box.address("{account}/oauth/revoke"), "form", {
    client_id: CLIENT_ID,
    client_secret: SECRET,
    token: String(refreshToken),
  });
const part = (token: unknown, index: number) => JSON.parse(Buffer.from(String(token).split(".")[index]!, "base64url").toString());
const claimsOf = (reply: { body: Record<string, unknown> }) => part(reply.body["id_token"], 1);

describe("the token address", () => {
  it("StockX 1: the reply to a code says neither how long access lasts nor what was allowed", async () => {
    const reply = await box.connect();

    expect(Object.keys(reply.body).sort()).toEqual(["access_token", "id_token", "refresh_token", "token_type"]);
    expect(reply.body["token_type"]).toBe("Bearer");
    box.clock.now += 43_199_000;
    expect((await box.call(reply.body["access_token"], LISTINGS)).status).toBe(200);
    box.clock.now += 1000;
    expect((await box.call(reply.body["access_token"], LISTINGS)).status).toBe(401);
  });

  it("StockX 2: without offline_access there is nothing to renew with", async () => {
    const asked = await box.connect({}, { scope: "openid" });
    const allowed = await box.connect({ allow: ["openid"] });

    for (const reply of [asked, allowed]) {
      expect(reply.status).toBe(200);
      expect(reply.body).not.toHaveProperty("refresh_token");
    }
  });

  it("StockX 3: asked for without the audience, access opens nothing, and renewing it does not help", async () => {
    const reply = await box.connect({}, { audience: null });
    const other = await box.connect({}, { audience: "https://gateway.stockx.com" });
    const renewed = await box.refresh(reply.body["refresh_token"]);

    for (const { body } of [reply, other, renewed]) expect((await box.call(body["access_token"], LISTINGS)).status).toBe(401);
    expect(evidenceOf(await box.behaviour(), "Asked for without audience")).toBe("inferred");
  });

  it("StockX 4: a renewal says the lifetime and a scope that nobody asked for, and brings no refresh token", async () => {
    const first = await box.connect();

    const renewals = [await box.refresh(first.body["refresh_token"]), await box.refresh(first.body["refresh_token"])];

    for (const { status, body } of renewals) {
      expect(status).toBe(200);
      expect(body).toMatchObject({ expires_in: 43_200, scope: "openid email offline_access", token_type: "Bearer" });
      expect(Object.keys(body).sort()).toEqual(["access_token", "expires_in", "id_token", "scope", "token_type"]);
      expect((await box.call(body["access_token"], LISTINGS)).status).toBe(200);
    }
  });

  it("a renewal without the audience is refused", async () => {
    const first = await box.connect();

    const reply = await box.refresh(first.body["refresh_token"], { audience: null });

    expect([reply.status, reply.body["error"]]).toEqual([400, "invalid_request"]);
    expect((await box.refresh(first.body["refresh_token"])).status).toBe(200);
  });

  it("StockX 6: a key that was ended is refused with 403 and Auth0's words; so is one that nobody knows", async () => {
    const first = await box.connect();
    await end(first.body["refresh_token"]);

    const replies = [await box.refresh(first.body["refresh_token"]), await box.refresh("made-up")];

    for (const reply of replies) expect([reply.status, reply.body]).toEqual([403, UNKNOWN]);
  });

  it("StockX 7: a switch makes the same words come with 400", async () => {
    await box.fault("refusal_status", "400");

    const reply = await box.refresh("made-up");

    expect([reply.status, reply.body]).toEqual([400, UNKNOWN]);
  });

  it("StockX 8: a wrong secret is 401 invalid_client, and so is none", async () => {
    const first = await box.connect();

    const wrong = await box.refresh(first.body["refresh_token"], { client_secret: "another" });
    const none = await box.refresh(first.body["refresh_token"], { client_secret: null });

    for (const reply of [wrong, none])
      expect([reply.status, reply.body]).toEqual([
        401,
        { error: "invalid_client", error_description: "Client authentication failed" },
      ]);
    expect((await box.refresh(first.body["refresh_token"])).status).toBe(200);
  });

  it("StockX 9: too many calls are 429 too_many_requests with the seconds to wait", async () => {
    const first = await box.connect();
    await box.fault("too_many", "7", { times: "1" });

    const reply = await box.refresh(first.body["refresh_token"]);

    expect([reply.status, reply.body["error"], reply.headers.get("retry-after")]).toEqual([429, "too_many_requests", "7"]);
  });

  it("StockX 15: a switch asks the person to sign in again, and the key stays good", async () => {
    const first = await box.connect();
    await box.fault("sign_in_again", "on", { times: "1" });

    const reply = await box.refresh(first.body["refresh_token"]);

    expect([reply.status, reply.body["error"]]).toEqual([401, "mfa_required"]);
    expect((await box.refresh(first.body["refresh_token"])).status).toBe(200);
  });

  it("a used code and a wrong verifier are refused with 403 and Auth0's words", async () => {
    const code = await box.newCode();
    const wrong = await box.exchangeCode(code, { code_verifier: "another-verifier-of-forty-three-characters---" });
    await box.exchangeCode(code);

    const used = await box.exchangeCode(code);

    expect([wrong.status, wrong.body["error_description"]]).toEqual([403, "Failed to verify code verifier"]);
    expect([used.status, used.body["error_description"]]).toEqual([403, "Invalid authorization code"]);
  });
});

describe("the id_token", () => {
  const keys = async () => (await box.get(box.address(stockx.idToken!.keys))).body["keys"] as Record<string, unknown>[];

  it("is signed by the one published key, for this application, this account and this request", async () => {
    const reply = await box.connect({}, { nonce: "nonce-1" });
    const [header, payload, signature] = String(reply.body["id_token"]).split(".");
    const [key] = await keys();

    expect(await keys()).toHaveLength(1);
    expect(Object.keys(key!).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
    expect(part(reply.body["id_token"], 0)).toEqual({ alg: "RS256", typ: "JWT", kid: key!["kid"] });
    const publicKey = createPublicKey({ key: key as never, format: "jwk" });
    expect(verify("sha256", Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature!, "base64url"))).toBe(true);
    expect(claimsOf(reply)).toMatchObject({
      iss: `${box.sandbox.origin}/stockx/`,
      aud: CLIENT_ID,
      nonce: "nonce-1",
      iat: box.clock.now / 1000,
      exp: box.clock.now / 1000 + 36_000,
    });
    expect(claimsOf(reply).sub).toMatch(/^auth0\|[0-9a-f]{24}$/);
  });

  it("StockX 13: the same person is the same sub each time, another person another", async () => {
    const [first, again, other] = [await box.connect(), await box.connect(), await box.connect({ account: "ben" })];
    const renewed = await box.refresh(first.body["refresh_token"]);
    const elsewhere = await openLookalike(stockx);
    const afterRestart = await elsewhere.connect();
    await elsewhere.sandbox.close();

    const { sub } = claimsOf(first);
    expect([again, renewed, afterRestart].map((reply) => claimsOf(reply).sub)).toEqual([sub, sub, sub]);
    expect(claimsOf(other).sub).not.toBe(sub);
    expect(claimsOf(renewed)).not.toHaveProperty("nonce");
  });

  it("has an address only where the person allowed to see it, and does not exist without openid", async () => {
    const bare = await box.connect();
    const withEmail = await box.connect({}, { scope: "offline_access openid email" });
    const withoutOpenid = await box.connect({}, { scope: "offline_access" });

    expect(claimsOf(bare)).not.toHaveProperty("email");
    expect(claimsOf(withEmail)).toMatchObject({ email: "ana@sandbox.test", email_verified: true });
    expect(withoutOpenid.body).not.toHaveProperty("id_token");
  });

  it.each(["other_key", "unsigned", "public_key_as_secret", "changed", "issuer", "audience", "nonce", "expired"])(
    "a switch forges it: %s",
    async (value) => {
      const [key] = await keys();
      const publicKey = createPublicKey({ key: key as never, format: "jwk" });
      await box.fault("forged_id_token", value, { times: "1" });

      const reply = await box.connect({}, { nonce: "nonce-1" });

      const [header, payload, signature] = String(reply.body["id_token"]).split(".");
      const { alg } = part(reply.body["id_token"], 0);
      const claims = claimsOf(reply);
      const signed =
        alg === "RS256" && verify("sha256", Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature!, "base64url"));
      const isSound =
        claims.iss === `${box.sandbox.origin}/stockx/` &&
        claims.aud === CLIENT_ID &&
        claims.nonce === "nonce-1" &&
        claims.exp > box.clock.now / 1000;
      expect(signed && isSound).toBe(false);
      expect(signed || isSound).toBe(true);
    },
  );
});

describe("ending access", () => {
  it("StockX 11: 200 with nothing, the second time too; access that was given goes on until it runs out", async () => {
    const first = await box.connect();

    const replies = [await end(first.body["refresh_token"]), await end(first.body["refresh_token"]), await end("made-up")];

    for (const reply of replies) expect([reply.status, reply.text]).toEqual([200, ""]);
    expect((await box.refresh(first.body["refresh_token"])).status).toBe(403);
    expect((await box.call(first.body["access_token"], LISTINGS)).status).toBe(200);
    box.clock.now += 43_200_000;
    expect((await box.call(first.body["access_token"], LISTINGS)).status).toBe(401);
  });

  it("an access token is none of its business, and a stranger ends nothing", async () => {
    const first = await box.connect();

    const byAccess = await end(first.body["access_token"]);
    const stranger = await box.ask(box.address("{account}/oauth/revoke"), "form", {
      client_id: CLIENT_ID,
      client_secret: "another",
      token: String(first.body["refresh_token"]),
    });

    expect([byAccess.status, stranger.status]).toEqual([200, 401]);
    expect((await box.refresh(first.body["refresh_token"])).status).toBe(200);
  });

  it.each(["404", "405"])("StockX 12: a switch closes the address with %s, and nothing ends", async (status) => {
    const first = await box.connect();
    await box.fault("revocation", status, { times: "1" });

    const reply = await end(first.body["refresh_token"]);

    expect(reply.status).toBe(Number(status));
    expect((await box.refresh(first.body["refresh_token"])).status).toBe(200);
  });

  it("the third key of one person silently ends the first where two are the most; another person's is left alone", async () => {
    const small = await openLookalike(stockx, { quirks: { refreshTokenCap: 2 } });
    const others = await small.connect({ account: "ben" });
    const keys = [await small.connect(), await small.connect(), await small.connect()].map(({ body }) => body["refresh_token"]);

    const statuses = [];
    for (const key of [...keys, others.body["refresh_token"]]) statuses.push((await small.refresh(key)).status);
    const page = await small.behaviour();
    await small.sandbox.close();

    expect(statuses).toEqual([403, 200, 200, 200]);
    expect(evidenceOf(page, "One person may hold 200 refresh tokens")).toBe("inferred");
  });
});

describe("the API", () => {
  it("StockX 10: a good access token without the key is refused with 403 Forbidden, before it is looked at", async () => {
    const { body } = await box.connect();

    const keyless = await box.call(body["access_token"], LISTINGS, { "x-api-key": null });
    const wrong = await box.call("made-up", LISTINGS, { "x-api-key": "another" });

    for (const reply of [keyless, wrong]) expect([reply.status, reply.text]).toEqual([403, '{"message":"Forbidden"}']);
    expect((await box.call(body["access_token"], LISTINGS)).status).toBe(200);
  });
});

describe("what is sure and what is not", () => {
  it.each([
    ["documented", "The reply to a code has no expires_in"],
    ["documented", "brings no refresh token: the old one stays"],
    ["inferred", "POST /oauth/revoke takes a refresh token"],
    ["inferred", "Refusals are Auth0"],
    ["inferred", "Replies to who asked for openid"],
    ["inferred", "The API answers 403"],
  ])("its page says: %s, %s", async (evidence, words) => {
    expect(evidenceOf(await box.behaviour(), words)).toBe(evidence);
  });

  it("StockX 14: Deny goes back with access_denied and the state", async () => {
    const { location } = await box.decide({ decision: "deny" });

    expect(location!.href).toBe(`${BACK}?error=access_denied&state=state-1`);
  });
});
