import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stackAuth } from "@/lib/core/providers/stack-auth";
import { stackAuthQuirks } from "@/lib/sandbox/quirks/stack-auth";
import { basic, CHALLENGE, type OpenSandbox, openSandbox, REDIRECT_URI, VERIFIER } from "./open-sandbox";

const PUBLIC = "__stack_public_client__";
const KEY = "pck_of_a_project_that_needs_one";
const ASKED = {
  client_id: "project",
  client_secret: PUBLIC,
  redirect_uri: REDIRECT_URI,
  scope: "legacy",
  state: "state-1",
  grant_type: "authorization_code",
  response_type: "code",
  type: "authenticate",
  code_challenge: CHALLENGE,
  code_challenge_method: "S256",
};
const HEADERS = { "x-stack-access-type": "client", "x-stack-project-id": "project", "x-stack-publishable-client-key": PUBLIC };

let box: OpenSandbox;
beforeEach(async () => {
  const client = { providerId: "stack-auth", clientSecret: null, redirectUris: [REDIRECT_URI] };
  box = await openSandbox({
    definition: stackAuth,
    lookalikes: [stackAuthQuirks],
    clients: [
      { ...client, clientId: "project", extraSecrets: { publishableKey: PUBLIC } },
      { ...client, clientId: "keyed", extraSecrets: { publishableKey: KEY } },
    ],
  });
});
afterEach(() => box.sandbox.close());

const authorizePath = (changes: Record<string, string | null> = {}) => {
  const given = Object.entries({ ...ASKED, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null);
  return `${box.address("{api}")}/auth/oauth/authorize/google?${new URLSearchParams(given)}`;
};
async function codeOf(account = "ana"): Promise<string> {
  const page = (await box.get(authorizePath())).headers.get("location")!;
  const back = await box.post(page, { account, decision: "allow", allow: "legacy" });
  return new URL(back.headers.get("location")!).searchParams.get("code")!;
}
const tokenUrl = () => box.address("{api}/auth/oauth/token");
const CLIENT = { client_id: "project", client_secret: PUBLIC };
const exchangeForm = (code: string) => ({
  ...CLIENT,
  grant_type: "authorization_code",
  code,
  redirect_uri: REDIRECT_URI,
  code_verifier: VERIFIER,
});
const connect = async (account = "ana") => (await box.post(tokenUrl(), exchangeForm(await codeOf(account)))).body;
const refresh = (refreshToken: unknown) =>
  box.post(tokenUrl(), { ...CLIENT, grant_type: "refresh_token", refresh_token: String(refreshToken) });
async function call(path: string, headers: Record<string, string>, method = "GET") {
  const response = await fetch(new URL(box.address(`{api}${path}`), box.sandbox.origin), { method, headers });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body };
}
const as = (accessToken: unknown) => ({ ...HEADERS, "x-stack-access-token": String(accessToken) });
const end = (accessToken: unknown) => call("/auth/sessions/current", as(accessToken), "DELETE");
const claimsOf = (token: unknown) => JSON.parse(Buffer.from(String(token).split(".")[1]!, "base64url").toString());

describe("the authorization address", () => {
  it("Stack Auth 12: answers 307 to the page of its own, or 200 with that location", async () => {
    const led = await box.get(authorizePath());
    const told = await box.get(authorizePath({ stack_response_mode: "json" }));

    expect(led.status).toBe(307);
    expect(led.headers.get("location")).toContain(`${box.sandbox.origin}/stack-auth/sign-in/google?`);
    expect(told.status).toBe(200);
    expect(String(told.body["location"])).toContain("/stack-auth/sign-in/google?");
  });

  it.each(["code_challenge", "code_challenge_method", "state", "client_secret", "redirect_uri", "scope", "grant_type"])(
    "Stack Auth 2: without %s it is 400 SCHEMA_ERROR, and nobody is sent back",
    async (name) => {
      const reply = await box.get(authorizePath({ [name]: null }));

      expect([reply.status, reply.body["code"], reply.headers.get("location")]).toEqual([400, "SCHEMA_ERROR", null]);
      expect(reply.headers.get("x-stack-known-error")).toBe("SCHEMA_ERROR");
    },
  );

  it.each([
    [{ client_id: "nobody" }, 400, "INVALID_OAUTH_CLIENT_ID_OR_SECRET"],
    [{ client_secret: "wrong" }, 401, "INVALID_PUBLISHABLE_CLIENT_KEY"],
    [{ client_id: "keyed" }, 401, "PUBLISHABLE_CLIENT_KEY_REQUIRED_FOR_PROJECT"],
    [{ redirect_uri: "https://elsewhere.test/" }, 400, "REDIRECT_URL_NOT_WHITELISTED"],
    [{ scope: "email" }, 400, "INVALID_SCOPE"],
  ] as const)("%j is refused by name", async (change, status, code) => {
    const reply = await box.get(authorizePath(change));

    expect([reply.status, reply.body["code"]]).toEqual([status, code]);
  });

  it("an identity provider that is no name of one has no address", async () => {
    const reply = await box.get(authorizePath().replace("/google", "/G%2Fx"));

    expect(reply.status).toBe(404);
  });

  it("Deny goes back with the state", async () => {
    const page = (await box.get(authorizePath())).headers.get("location")!;

    const back = new URL((await box.post(page, { account: "ana", decision: "deny" })).headers.get("location")!);

    expect(Object.fromEntries(back.searchParams)).toEqual({ error: "access_denied", state: "state-1" });
  });
});

describe("the token address", () => {
  it("Stack Auth 1: the reply says 3599 s, and the token itself ends after 600 s", async () => {
    const reply = await connect();

    const claims = claimsOf(reply["access_token"]);
    expect(reply).toMatchObject({ expires_in: 3599, token_type: "Bearer", is_new_user: false });
    expect(claims.exp - Math.floor(box.clock.now / 1000)).toBe(600);
    expect(claims).toMatchObject({ project_id: "project", branch_id: "main", email: "ana@sandbox.test" });
    box.clock.now += 599_000;
    expect((await call("/users/me", as(reply["access_token"]))).status).toBe(200);
    box.clock.now += 1_000;
    const late = await call("/users/me", as(reply["access_token"]));
    expect([late.status, late.body["code"]]).toEqual([401, "ACCESS_TOKEN_EXPIRED"]);
  });

  it("Stack Auth 3: without a verifier, with a wrong one, used or late, a code is INVALID_AUTHORIZATION_CODE", async () => {
    const { code_verifier: _left, ...without } = exchangeForm(await codeOf());
    const code = await codeOf();
    const replies = [
      await box.post(tokenUrl(), without),
      await box.post(tokenUrl(), { ...exchangeForm(code), code_verifier: "a-wrong-verifier-of-forty-three-characters-" }),
    ];
    const after = await box.post(tokenUrl(), exchangeForm(code));
    replies.push(await box.post(tokenUrl(), exchangeForm(code)));
    const late = exchangeForm(await codeOf());
    box.clock.now += 300_000;
    replies.push(await box.post(tokenUrl(), late));

    expect(after.status).toBe(200);
    for (const reply of replies) expect([reply.status, reply.body["code"]]).toEqual([400, "INVALID_AUTHORIZATION_CODE"]);
  });

  it("Stack Auth 4: JSON and form give the same reply", async () => {
    const asJson = await fetch(new URL(tokenUrl(), box.sandbox.origin), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(exchangeForm(await codeOf())),
    });
    const asForm = await box.post(tokenUrl(), exchangeForm(await codeOf()));

    expect([asJson.status, asForm.status]).toEqual([200, 200]);
    expect(Object.keys((await asJson.json()) as object)).toEqual(Object.keys(asForm.body));
  });

  it("Stack Auth 5: the headers of the withdrawn page are 400 PROJECT_KEY_WITHOUT_ACCESS_TYPE", async () => {
    const headers = { "x-stack-publishable-client-key": PUBLIC, "x-stack-project-id": "project" };

    const reply = await box.post(tokenUrl(), exchangeForm(await codeOf()), headers);

    expect([reply.status, reply.body["code"]]).toEqual([400, "PROJECT_KEY_WITHOUT_ACCESS_TYPE"]);
  });

  it("Stack Auth 6: without client_id it is 400 INVALID_OAUTH_CLIENT_ID_OR_SECRET", async () => {
    const { client_id: _left, ...without } = exchangeForm(await codeOf());

    const reply = await box.post(tokenUrl(), without);
    const byBasic = await box.post(tokenUrl(), { ...without, client_id: "project" }, {});

    expect([reply.status, reply.body["code"]]).toEqual([400, "INVALID_OAUTH_CLIENT_ID_OR_SECRET"]);
    expect(byBasic.status).toBe(200);
  });

  it("Stack Auth 7: the word for no key works where the project needs none, and is 401 where it needs one", async () => {
    const refused = await box.post(tokenUrl(), { ...exchangeForm(await codeOf()), client_id: "keyed" });
    const wrong = await box.post(tokenUrl(), { ...exchangeForm(await codeOf()), client_secret: "wrong" });

    expect([refused.status, refused.body["code"]]).toEqual([401, "PUBLISHABLE_CLIENT_KEY_REQUIRED_FOR_PROJECT"]);
    expect([wrong.status, wrong.body["code"]]).toEqual([401, "INVALID_PUBLISHABLE_CLIENT_KEY"]);
    expect((await connect())["access_token"]).toBeDefined();
  });

  it("Stack Auth 8: a renewal brings no refresh token, and the first one works fifty times", async () => {
    const first = await connect();

    for (let time = 0; time < 50; time += 1) {
      const reply = await refresh(first["refresh_token"]);
      expect(reply.status).toBe(200);
      expect(reply.body).not.toHaveProperty("refresh_token");
    }
  });

  it("Stack Auth 9: on day 366 the refresh token is gone, whatever was renewed in between", async () => {
    const first = await connect();
    box.clock.now += 364 * 86_400_000;
    const onDay364 = await refresh(first["refresh_token"]);
    box.clock.now += 2 * 86_400_000;
    const onDay366 = await refresh(first["refresh_token"]);

    expect(onDay364.status).toBe(200);
    expect([onDay366.status, onDay366.body["code"]]).toEqual([401, "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED"]);
  });

  it("Stack Auth 10: errors come in three forms at one address", async () => {
    const known = await refresh("made-up");
    const library = await box.post(tokenUrl(), { ...CLIENT, grant_type: "refresh_token" });
    const code = await codeOf();
    const plain = await box.post(tokenUrl(), { ...exchangeForm(code), redirect_uri: "http://localhost:1/" });
    const usedUp = await box.post(tokenUrl(), exchangeForm(code));

    expect(known.body).toMatchObject({ code: "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED", error: expect.stringContaining(" ") });
    expect(known.headers.get("x-stack-known-error")).toBe("REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED");
    expect(library.body).toEqual({
      error: "invalid_request",
      error_description: "Missing parameter: `refresh_token`",
    });
    expect([plain.status, plain.headers.get("content-type")]).toEqual([400, "text/plain; charset=utf-8"]);
    expect(plain.text).toMatch(/^Invalid redirect URI\./);
    expect(usedUp.body["code"]).toBe("INVALID_AUTHORIZATION_CODE");
  });

  it("Stack Auth 11: a person who must confirm with a second factor is told so, and the key stays good", async () => {
    const first = await connect();
    await box.fault("sign_in_again", "on", { times: "1" });

    const refused = await refresh(first["refresh_token"]);

    expect([refused.status, refused.body["code"]]).toEqual([400, "MULTI_FACTOR_AUTHENTICATION_REQUIRED"]);
    expect(refused.body["details"]).toHaveProperty("attempt_code");
    expect((await refresh(first["refresh_token"])).status).toBe(200);
  });

  it("Basic with id and key works too", async () => {
    const { client_id: _id, client_secret: _secret, ...form } = exchangeForm(await codeOf());

    const refused = await box.post(tokenUrl(), form, { authorization: basic("project", "wrong") });
    const taken = await box.post(tokenUrl(), form, { authorization: basic("project", PUBLIC) });

    expect([refused.status, refused.body["code"]]).toEqual([401, "INVALID_PUBLISHABLE_CLIENT_KEY"]);
    expect([taken.status, typeof taken.body["access_token"]]).toEqual([200, "string"]);
  });
});

describe("the API and the session", () => {
  it("reads the token from its own header, after project and kind of access", async () => {
    const { access_token: accessToken } = await connect("ben");

    const me = await call("/users/me", as(accessToken));
    const byBearer = await call("/users/me", { ...HEADERS, authorization: `Bearer ${accessToken}` });
    const { "x-stack-project-id": _left, ...noProject } = as(accessToken);
    const { "x-stack-access-type": _type, ...noType } = as(accessToken);

    expect(me.body).toEqual({
      id: claimsOf(accessToken).sub,
      primary_email: "ben@sandbox.test",
      display_name: "Ben Pretend",
    });
    expect(byBearer.status).toBe(401);
    expect((await call("/users/me", noProject)).body["code"]).toBe("CURRENT_PROJECT_NOT_FOUND");
    expect((await call("/users/me", noType)).body["code"]).toBe("PROJECT_KEY_WITHOUT_ACCESS_TYPE");
    expect((await call("/users/me", as("made-up"))).body["code"]).toBe("UNPARSABLE_ACCESS_TOKEN");
  });

  it("Stack Auth 13: a session is ended with an access token that still works, and with no other", async () => {
    const first = await connect();
    box.clock.now += 600_000;

    const late = await end(first["access_token"]);
    const fresh = (await refresh(first["refresh_token"])).body["access_token"];
    const done = await end(fresh);

    expect([late.status, late.body["code"]]).toEqual([401, "ACCESS_TOKEN_EXPIRED"]);
    expect([done.status, done.body]).toEqual([200, { success: true }]);
  });

  it("Stack Auth 14: a session that is gone is told by name, at the end and at a renewal", async () => {
    const first = await connect();
    await end(first["access_token"]);

    const again = await end(first["access_token"]);
    const renewal = await refresh(first["refresh_token"]);

    for (const reply of [again, renewal])
      expect([reply.status, reply.body["code"]]).toEqual([401, "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED"]);
  });

  it("Stack Auth 15: the access token works on until its own end", async () => {
    const first = await connect();
    await end(first["access_token"]);

    const during = await call("/users/me", as(first["access_token"]));
    box.clock.now += 600_000;
    const after = await call("/users/me", as(first["access_token"]));

    expect([during.status, after.status]).toEqual([200, 401]);
  });
});
