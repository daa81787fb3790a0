import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stubhub } from "@/lib/core/providers/stubhub";
import {
  bareRequest,
  basic,
  CLIENT,
  encodedBasic,
  formEncode,
  type OpenSandbox,
  openSandbox,
  REDIRECT_URI,
  SCOPE,
} from "./open-sandbox";

let box: OpenSandbox;
beforeAll(async () => {
  box = await openSandbox();
});
afterAll(() => box.sandbox.close());

describe("the token address", () => {
  it("StubHub 1: the encoded Basic header is accepted and the raw one refused, for a secret with % + and :", async () => {
    const code = await box.newCode();

    const raw = await box.token(box.exchangeForm(code), { authorization: basic(CLIENT.clientId, CLIENT.clientSecret) });
    const posted = await box.token(
      { ...box.exchangeForm(code), client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret },
      {},
    );
    const encoded = await box.token(box.exchangeForm(code));

    expect(raw.status).toBe(401);
    expect(raw.body["error"]).toBe("invalid_client");
    expect(raw.headers.get("www-authenticate")).toMatch(/^Basic /);
    expect(posted.status).toBe(401);
    expect(encoded.status).toBe(200);
  });

  it.each(["a+b", "a/b", "a:b", "a%41", "50%", "a b", "ä"])(
    "StubHub 1: a secret like %s works encoded only",
    async (clientSecret) => {
      const own = await openSandbox({
        clients: [{ providerId: "stubhub", clientId: "app", clientSecret, redirectUris: [REDIRECT_URI] }],
      });
      const form = { grant_type: "client_credentials", scope: "read:user" };

      const raw = await own.token(form, { authorization: basic("app", clientSecret) });
      const encoded = await own.token(form, { authorization: basic("app", formEncode(clientSecret)) });
      await own.sandbox.close();

      expect([raw.status, encoded.status]).toEqual([401, 200]);
    },
  );

  it("StubHub 2: neither request works without scope", async () => {
    const code = await box.newCode();
    const { scope: _left, ...withoutScope } = box.exchangeForm(code);

    const exchange = await box.token(withoutScope);
    const whole = await box.token(box.exchangeForm(code));
    const refresh = await box.token({ grant_type: "refresh_token", refresh_token: String(whole.body["refresh_token"]) });
    const again = await box.refresh(whole.body["refresh_token"]);

    expect([exchange.status, exchange.body["error"]]).toEqual([400, "invalid_scope"]);
    expect([refresh.status, refresh.body["error"]]).toEqual([400, "invalid_scope"]);
    expect([whole.status, again.status]).toEqual([200, 200]);
  });

  it("StubHub 3: the reply says bearer in lower case and the API takes Bearer", async () => {
    const reply = await box.exchange();

    const user = await box.call(reply.body["access_token"]);

    expect(reply.body["token_type"]).toBe("bearer");
    expect(reply.body["expires_in"]).toBe(3600);
    expect(reply.body["scope"]).toBe(SCOPE);
    expect(reply.headers.get("cache-control")).toBe("no-store");
    expect(user.status).toBe(200);
  });

  it("StubHub 4: a renewal gives another refresh token, and the used one is refused while the new one works", async () => {
    const first = await box.exchange();

    const second = await box.refresh(first.body["refresh_token"]);
    const reused = await box.refresh(first.body["refresh_token"]);
    const third = await box.refresh(second.body["refresh_token"]);

    expect(second.body["refresh_token"]).not.toBe(first.body["refresh_token"]);
    expect([reused.status, reused.body["error"]]).toEqual([400, "invalid_grant"]);
    expect(third.status).toBe(200);
  });

  it("StubHub 9: a machine without a User-Agent is refused at the token address and at the API", async () => {
    const headers = { authorization: encodedBasic, "content-type": "application/x-www-form-urlencoded" };

    const token = await bareRequest(box.address(stubhub.token.endpoint), "POST", headers, "grant_type=refresh_token");
    const user = await bareRequest(box.address("{api}/v2/user"), "GET", {});

    for (const reply of [token, user]) {
      expect(reply.status).toBe(400);
      expect(JSON.parse(reply.text)).toMatchObject({ code: "user_agent_required" });
    }
  });

  it("StubHub 12: access for the application itself lasts a day, cannot be renewed and opens nobody's account", async () => {
    const reply = await box.token({ grant_type: "client_credentials", scope: "read:user" });

    const user = await box.call(reply.body["access_token"]);

    expect(reply.body["expires_in"]).toBe(86_400);
    expect(reply.body).not.toHaveProperty("refresh_token");
    expect(user.status).toBe(403);
  });

  it("a code works once, for ten minutes, with its own redirect_uri and its own verifier", async () => {
    const wrongUri = await box.token({
      ...box.exchangeForm(await box.newCode()),
      redirect_uri: "https://app.example/back?kept=1",
    });
    const wrongVerifier = await box.token({
      ...box.exchangeForm(await box.newCode()),
      code_verifier: "another-verifier-of-forty-three-characters---",
    });
    const { code_verifier: _left, ...withoutVerifier } = box.exchangeForm(await box.newCode());
    const noVerifier = await box.token(withoutVerifier);
    const once = await box.newCode();
    const used = await box.token(box.exchangeForm(once));
    const twice = await box.token(box.exchangeForm(once));
    const late = await box.newCode();
    box.clock.now += 600_000;
    const expired = await box.token(box.exchangeForm(late));

    expect(used.status).toBe(200);
    for (const reply of [wrongUri, wrongVerifier, noVerifier, twice, expired])
      expect([reply.status, reply.body["error"]]).toEqual([400, "invalid_grant"]);
  });

  it("a verifier for a code that had no challenge is refused", async () => {
    const code = (await box.decide({}, { code_challenge: null, code_challenge_method: null })).location!.searchParams.get(
      "code",
    )!;

    const withVerifier = await box.token(box.exchangeForm(code));
    const { code_verifier: _left, ...without } = box.exchangeForm(code);

    expect(withVerifier.body["error"]).toBe("invalid_grant");
    expect((await box.token(without)).status).toBe(200);
  });

  it("a renewal may ask for less, never for more", async () => {
    const first = await box.exchange();

    const less = await box.refresh(first.body["refresh_token"], "read:sellerlistings");
    const more = await box.refresh(less.body["refresh_token"], `${SCOPE} read:sales`);

    expect(less.body["scope"]).toBe("read:sellerlistings");
    expect(more.body["error"]).toBe("invalid_scope");
  });

  it("an unknown way to ask is refused by its standard name", async () => {
    const reply = await box.token({ grant_type: "password", scope: SCOPE });

    expect([reply.status, reply.body["error"]]).toEqual([400, "unsupported_grant_type"]);
  });
});

describe("the API", () => {
  it("the user has a name and an address but no id", async () => {
    const reply = await box.exchange("ben");

    const user = await box.call(reply.body["access_token"]);

    expect(user.headers.get("content-type")).toBe("application/hal+json");
    expect(user.body).toMatchObject({ full_name: "Ben Pretend", email: "ben@sandbox.test", email_optin: false });
    expect(user.body).not.toHaveProperty("id");
  });

  it("the definition's own identity address is answered", async () => {
    const source = stubhub.identity.find((candidate) => candidate.from === "get")!;
    const reply = await box.exchange();

    const user = await box.get(box.address(source.endpoint), { authorization: `Bearer ${reply.body["access_token"]}` });

    expect(user.status).toBe(200);
  });

  it("StubHub 10: a missing permission is 403 insufficient_scope and access goes on", async () => {
    const code = (await box.decide({ allow: ["read:sellerlistings"] })).location!.searchParams.get("code")!;
    const reply = await box.token(box.exchangeForm(code));

    const user = await box.call(reply.body["access_token"]);
    const listings = await box.call(reply.body["access_token"], "/v2/sellerlistings");

    expect(reply.body["scope"]).toBe("read:sellerlistings");
    expect([user.status, user.body["code"]]).toEqual([403, "insufficient_scope"]);
    expect(listings.status).toBe(200);
  });

  it("a 401 says why in WWW-Authenticate and has an empty body", async () => {
    const reply = await box.exchange();
    box.clock.now += 3_600_000;

    const expired = await box.call(reply.body["access_token"]);
    const unknown = await box.call("made-up");
    const nobody = await box.get(box.address("{api}/v2/user"));

    expect([expired.status, expired.text]).toEqual([401, ""]);
    expect(expired.headers.get("www-authenticate")).toContain(
      'error="invalid_token", error_description="The access token expired"',
    );
    expect(unknown.status).toBe(401);
    expect(nobody.headers.get("www-authenticate")).toBe("Bearer");
  });
});
