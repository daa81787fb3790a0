import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { etsy } from "@/lib/core/providers/etsy";
import { BACK, evidenceOf, type OpenLookalike, openLookalike } from "./open-lookalike";

const USER = "{open}/v3/application/users/{userId}";

let box: OpenLookalike;
beforeAll(async () => {
  box = await openLookalike(etsy);
});
afterAll(() => box.sandbox.close());

const userIdOf = (body: Record<string, unknown>) => String(body["access_token"]).split(".")[0]!;

describe("a client without a secret", () => {
  it.each([
    ["no challenge", { code_challenge: null, code_challenge_method: null }],
    ["a challenge that says nothing of its method", { code_challenge_method: null }],
    ["a plain challenge", { code_challenge_method: "plain" }],
  ])("%s goes back with invalid_request", async (_, changes) => {
    const { location } = await box.decide({}, changes);

    expect(location!.href).toBe(`${BACK}?error=invalid_request&state=state-1`);
  });

  it("says only who it is; the verifier proves the rest", async () => {
    const wrong = await box.exchangeCode(await box.newCode(), { code_verifier: "another-verifier-of-forty-three-characters---" });
    const none = await box.exchangeCode(await box.newCode(), { code_verifier: null });
    const stranger = await box.exchangeCode(await box.newCode(), { client_id: "stranger" });
    const right = await box.exchangeCode(await box.newCode());

    for (const reply of [wrong, none]) expect([reply.status, reply.body["error"]]).toEqual([400, "invalid_grant"]);
    expect([stranger.status, stranger.body["error"]]).toEqual([401, "invalid_client"]);
    expect(stranger.headers.has("www-authenticate")).toBe(false);
    expect(right.status).toBe(200);
  });
});

describe("the token address", () => {
  it("the account's number stands before the dot of each access token, the same at every start", async () => {
    const [ana, ben] = [await box.connect(), await box.connect({ account: "ben" })];
    const renewed = await box.refresh(ana.body["refresh_token"]);
    const elsewhere = await openLookalike(etsy);
    const afterRestart = await elsewhere.connect();
    await elsewhere.sandbox.close();

    expect(ana.body["access_token"]).toMatch(/^[1-9]\d{8}\.sandbox_access_/);
    expect([renewed, afterRestart].map(({ body }) => userIdOf(body))).toEqual([userIdOf(ana.body), userIdOf(ana.body)]);
    expect(userIdOf(ben.body)).not.toBe(userIdOf(ana.body));
    expect(ana.body).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    expect(ana.body).not.toHaveProperty("scope");
  });

  it("a refresh token works once, and a used one leaves its family alone until the switch says otherwise", async () => {
    const first = await box.connect();
    const second = await box.refresh(first.body["refresh_token"]);
    const reused = await box.refresh(first.body["refresh_token"]);
    const third = await box.refresh(second.body["refresh_token"]);
    await box.fault("rotation", "rotate_end", { times: "1" });
    await box.refresh(first.body["refresh_token"]);
    const ended = await box.refresh(third.body["refresh_token"]);

    expect(second.body["refresh_token"]).not.toBe(first.body["refresh_token"]);
    expect([reused.status, reused.body["error"]]).toEqual([400, "invalid_grant"]);
    expect([third.status, ended.status]).toEqual([200, 400]);
  });

  it("a refresh token that nobody used for 90 days is over; each use begins them again", async () => {
    const idle = await box.connect();
    const first = await box.connect();
    box.clock.now += 7_775_999_000;
    const second = await box.refresh(first.body["refresh_token"]);
    box.clock.now += 1000;

    expect((await box.refresh(idle.body["refresh_token"])).body["error"]).toBe("invalid_grant");
    expect((await box.refresh(second.body["refresh_token"])).status).toBe(200);
  });
});

describe("the API", () => {
  it("needs the keystring and the shared secret beside the token, and says so in words", async () => {
    const { body } = await box.connect();
    const at = { userId: userIdOf(body) };

    const keystringOnly = await box.call(body["access_token"], USER, { ...at, "x-api-key": "pretend-app" });
    const none = await box.call(body["access_token"], USER, { ...at, "x-api-key": null });
    const whole = await box.call(body["access_token"], USER, at);

    for (const reply of [keystringOnly, none]) {
      expect(reply.status).toBe(403);
      expect(reply.text).toContain("Shared secret is required in x-api-key header");
    }
    expect([whole.status, whole.body["primary_email"], whole.body["user_id"]]).toEqual([
      200,
      "ana@sandbox.test",
      Number(at.userId),
    ]);
  });

  it("another person's number opens nothing, and neither does a token without the permission", async () => {
    const [ana, ben] = [await box.connect(), await box.connect({ account: "ben" })];
    const narrow = await box.connect({ allow: ["listings_r"] });

    const other = await box.call(ana.body["access_token"], USER, { userId: userIdOf(ben.body) });
    const unseen = await box.call(narrow.body["access_token"], USER, { userId: userIdOf(narrow.body) });

    expect([other.status, unseen.status]).toEqual([401, 403]);
  });
});

it.each([
  ["documented", "A request without a code_challenge"],
  ["documented", "The account&#39;s number stands before the dot"],
  ["inferred", "Every renewal gives a new refresh token"],
  ["inferred", "The API answers 403"],
  ["inferred", "There is no address at which"],
])("its page says: %s, %s", async (evidence, words) => {
  expect(evidenceOf(await box.behaviour(), words)).toBe(evidence);
});
