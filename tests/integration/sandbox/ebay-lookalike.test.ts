import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ebay } from "@/lib/core/providers/ebay";
import { ALIAS, BACK, CLIENT_ID, evidenceOf, type OpenLookalike, openLookalike, SECRET } from "./open-lookalike";
import { basic, formEncode } from "./open-sandbox";

const USER = "{identity}/commerce/identity/v1/user/";
const LIFETIME_SECONDS = 47_304_000;

let box: OpenLookalike;
beforeAll(async () => {
  box = await openLookalike(ebay);
});
afterAll(() => box.sandbox.close());

describe("the way to the page and back", () => {
  it("takes the name of our address and goes back to the address itself", async () => {
    const { status, location } = await box.decide();

    expect(status).toBe(302);
    expect(location!.href.startsWith(`${BACK}?code=`)).toBe(true);
  });

  it.each([
    ["the address itself", BACK],
    ["another application's name", "Somebody-Elses-Alias"],
    ["nothing", null],
  ])("%s ends on an error page and sends nobody anywhere", async (_, redirectUri) => {
    const shown = await box.get(box.authorizeAddress({ redirect_uri: redirectUri }));
    const clicked = await box.decide({}, { redirect_uri: redirectUri });

    for (const reply of [shown, clicked]) expect([reply.status, reply.headers.get("location")]).toEqual([400, null]);
    expect(shown.text).toContain("takes the name of an address here");
  });

  it("a code has 1,024 characters that an address must encode, and its life beside it", async () => {
    const { headers, location } = await box.decide();

    const code = location!.searchParams.get("code")!;
    expect(code).toHaveLength(1024);
    for (const character of ["^", "#", "+", "/", " "]) expect(code).toContain(character);
    expect(headers.get("location")).toContain("code=v%5E1.1%23i%5E1%23");
    expect(location!.searchParams.get("expires_in")).toBe("299");
  });

  it("the code works when it comes back encoded once, and neither raw nor encoded twice", async () => {
    const code = await box.newCode();

    const twice = await box.exchangeCode(encodeURIComponent(code));
    const raw = await box.send(box.address("{api}/identity/v1/oauth2/token"), {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", authorization: basic(CLIENT_ID, SECRET) },
      body: `grant_type=authorization_code&redirect_uri=${ALIAS}&code=${code}`,
    });
    const once = await box.exchangeCode(code);

    for (const reply of [twice, raw]) expect([reply.status, reply.body["error"]]).toEqual([400, "invalid_grant"]);
    expect(once.status).toBe(200);
  });

  it("the code ends after 299 seconds", async () => {
    const code = await box.newCode();
    box.clock.now += 299_000;

    expect((await box.exchangeCode(code)).body["error"]).toBe("invalid_grant");
  });
});

describe("the token address", () => {
  it("the exchange says the alias again, not the address", async () => {
    const code = await box.newCode();

    const address = await box.exchangeCode(code, { redirect_uri: BACK });
    const alias = await box.exchangeCode(code);

    expect([address.body["error"], alias.status]).toEqual(["invalid_grant", 200]);
  });

  it("replies say User Access Token and how long the permission lasts, and no scope", async () => {
    const { body } = await box.connect();

    expect(Object.keys(body).sort()).toEqual([
      "access_token",
      "expires_in",
      "refresh_token",
      "refresh_token_expires_in",
      "token_type",
    ]);
    expect(body).toMatchObject({
      token_type: "User Access Token",
      expires_in: 7200,
      refresh_token_expires_in: LIFETIME_SECONDS,
    });
  });

  it("a renewal keeps the refresh token, does not lengthen its life, and is refused without scope", async () => {
    const { body } = await box.connect();

    const unscoped = await box.refresh(body["refresh_token"], { scope: null });
    const first = await box.refresh(body["refresh_token"]);
    const second = await box.refresh(body["refresh_token"]);
    box.clock.now += LIFETIME_SECONDS * 1000;
    const late = await box.refresh(body["refresh_token"]);

    expect([unscoped.status, unscoped.body["error"]]).toEqual([400, "invalid_scope"]);
    for (const reply of [first, second]) {
      expect(reply.status).toBe(200);
      expect(Object.keys(reply.body).sort()).toEqual(["access_token", "expires_in", "token_type"]);
    }
    expect([late.status, late.body["error"]]).toEqual([400, "invalid_grant"]);
  });

  it("the raw Basic header is accepted and the encoded one refused", async () => {
    const encoded = { authorization: basic(formEncode(CLIENT_ID), formEncode(SECRET)) };
    const { body } = await box.connect();

    const refused = await box.ask(
      box.address("{api}/identity/v1/oauth2/token"),
      "form",
      { grant_type: "refresh_token", refresh_token: String(body["refresh_token"]), scope: ebay.scope.required.join(" ") },
      encoded,
    );

    expect([refused.status, refused.body["error"]]).toEqual([401, "invalid_client"]);
  });
});

describe("the API", () => {
  it("the user has a number that stays and a name, with the permission to see them only", async () => {
    const [ana, again, ben] = [await box.connect(), await box.connect(), await box.connect({ account: "ben" })];
    const users = [];
    for (const { body } of [ana, again, ben]) users.push((await box.call(body["access_token"], USER)).body);
    const narrow = await box.connect({ allow: [ebay.scope.required[0]!] });

    expect(users[0]).toMatchObject({ username: "ana_pretend" });
    expect(users[0]!["userId"]).toMatch(/^[A-Z0-9]{11}$/);
    expect(users[1]!["userId"]).toBe(users[0]!["userId"]);
    expect(users[2]!["userId"]).not.toBe(users[0]!["userId"]);
    expect((await box.call(narrow.body["access_token"], USER)).status).toBe(403);
  });
});

it.each([
  ["documented", "redirect_uri is the name that the portal gives"],
  ["documented", "A code has up to 1,024 characters"],
  ["inferred", "A renewal brings no refresh token"],
  ["inferred", "A code works once and for 299 seconds"],
])("its page says: %s, %s", async (evidence, words) => {
  expect(evidenceOf(await box.behaviour(), words)).toBe(evidence);
});
