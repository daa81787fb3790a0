import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foxy } from "@/lib/core/providers/foxy";
import { lookalikeBases } from "@/lib/sandbox/lookalike-bases";
import { foxyQuirks } from "@/lib/sandbox/quirks/foxy";
import { basic, CLIENT, type OpenSandbox, openSandbox, REDIRECT_URI } from "./open-sandbox";

const VERSION = { "foxy-api-version": "1" };
const ASKED = {
  client_id: CLIENT.clientId,
  response_type: "code",
  scope: "store_full_access",
  state: "state-1",
};

let box: OpenSandbox;
beforeAll(async () => {
  box = await openSandbox({
    definition: foxy,
    lookalikes: [foxyQuirks],
    clients: [
      { providerId: "foxy", ...CLIENT, redirectUris: [REDIRECT_URI] },
      { providerId: "foxy", clientId: "second app", clientSecret: "x", redirectUris: [REDIRECT_URI] },
    ],
  });
});
afterAll(() => box.sandbox.close());

const authorizePath = (changes: Record<string, string | null> = {}) => {
  const given = Object.entries({ ...ASKED, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null);
  return `${box.address("{account}/authorize")}?${new URLSearchParams(given)}`;
};
async function allow(account: string, scope = "store_full_access"): Promise<URL> {
  const body = { account, decision: "allow", allow: scope };
  return new URL((await box.post(authorizePath({ scope }), body)).headers.get("location")!);
}
const codeOf = async (account = "ana", scope?: string) => (await allow(account, scope)).searchParams.get("code")!;
const token = (form: Record<string, string>, headers: Record<string, string> = VERSION) =>
  box.post(box.address("{api}/token"), form, { authorization: basic(CLIENT.clientId, CLIENT.clientSecret), ...headers });
const exchangeForm = (code: string) => ({ grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI });
const connect = async (account = "ana", scope?: string) => (await token(exchangeForm(await codeOf(account, scope)))).body;
const refresh = (refreshToken: unknown) => token({ grant_type: "refresh_token", refresh_token: String(refreshToken) });
const read = async (url: string, accessToken?: unknown, method = "GET") => {
  const authorization = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
  const response = await fetch(new URL(url, box.sandbox.origin), { method, headers: { ...VERSION, ...authorization } });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
};
const home = () => box.address("{api}");
const linkOf = (body: Record<string, never>, relation: string): string => body["_links"]![relation]!["href"];

/** What a client does to end access: home, store, integrations, and the item that is its own. */
async function integrationOf(accessToken: unknown, start: "fx:store" | "fx:user" = "fx:store"): Promise<string> {
  const place = await read(linkOf((await read(home(), accessToken)).body, start), accessToken);
  const list = await read(linkOf(place.body, "fx:integrations"), accessToken);
  const items: Record<string, never>[] = list.body["_embedded"]["fx:integrations"];
  return linkOf(items.find((item) => item["client_id"] === CLIENT.clientId)!, "self");
}

describe("the way to a code", () => {
  it("its addresses stand where the definition's bases are, the second site included", () => {
    expect(lookalikeBases(foxy, "http://127.0.0.1:4000")).toEqual({
      account: "http://127.0.0.1:4000/foxy",
      api: "http://127.0.0.1:4000/foxy/api",
      other: "http://127.0.0.1:4000/foxy/other",
    });
  });

  it("a request without redirect_uri goes back to the registered address", async () => {
    const back = await allow("ana");

    expect(`${back.origin}${back.pathname}`).toBe(REDIRECT_URI);
    expect(back.searchParams.get("state")).toBe("state-1");
  });

  it.each([
    [{ response_type: "token" }, "invalid_request", "Invalid or missing response type"],
    [{ response_type: null }, "invalid_request", "Invalid or missing response type"],
    [{ scope: null }, "invalid_client", "This application requires you specify a scope parameter"],
    [{ scope: "everything" }, "invalid_scope", "An unsupported scope was requested"],
    [{ scope: "store_full_access user_full_access" }, "invalid_scope", "An unsupported scope was requested"],
  ] as const)("a request with %j is told as the published table says", async (change, error, description) => {
    const back = new URL((await box.get(authorizePath(change))).headers.get("location")!);

    expect(Object.fromEntries(back.searchParams)).toEqual({ error, error_description: description, state: "state-1" });
  });

  it("Foxy 9: a request without state is told so, and no state comes back", async () => {
    const back = new URL((await box.get(authorizePath({ state: null }))).headers.get("location")!);

    expect(Object.fromEntries(back.searchParams)).toEqual({
      error: "invalid_request",
      error_description: "The state parameter is required",
    });
  });

  it("Deny is told with a description, and an unknown application ends on a page", async () => {
    const denied = await box.post(authorizePath(), { account: "ana", decision: "deny" });
    const unknown = await box.get(authorizePath({ client_id: "nobody" }));

    expect(new URL(denied.headers.get("location")!).searchParams.get("error_description")).toBe(
      "The user denied access to your application",
    );
    expect([unknown.status, unknown.headers.get("location")]).toEqual([400, null]);
  });

  it("Foxy 6: a person has two stores to pick from, and somebody new has a store of their own", async () => {
    const page = await box.get(authorizePath());
    const [first, second, other, fresh] = await Promise.all([
      connect("ana"),
      connect("ana-second"),
      connect("ben"),
      connect("new"),
    ]);

    for (const store of ["store 3200", "store 3201", "store 3300", "store 3301"]) expect(page.text).toContain(store);
    expect(first["scope"]).toBe("store_full_access store_id_3200");
    expect(second["scope"]).toBe("store_full_access store_id_3201");
    expect(other["scope"]).toBe("store_full_access store_id_3300");
    expect(fresh["scope"]).toBe("store_full_access store_id_3401");
  });
});

describe("the token address", () => {
  it("Foxy 1: a code that is 29 seconds old works, one of 31 seconds has expired", async () => {
    const [young, old] = [await codeOf(), await codeOf()];
    box.clock.now += 29_000;
    const inTime = await token(exchangeForm(young));
    box.clock.now += 2_000;
    const late = await token(exchangeForm(old));

    expect(inTime.status).toBe(200);
    expect([late.status, late.body]).toEqual([
      400,
      { error: "invalid_grant", error_description: "The authorization code has expired" },
    ]);
  });

  it("Foxy 3: a code that comes twice is refused, and what it gave goes on working", async () => {
    const code = await codeOf();
    const first = await token(exchangeForm(code));
    const second = await token(exchangeForm(code));

    expect([second.status, second.body["error"]]).toEqual([400, "invalid_grant"]);
    expect((await read(home(), first.body["access_token"])).status).toBe(200);
    expect((await refresh(first.body["refresh_token"])).status).toBe(200);
  });

  it("Foxy 5: the reply names the store in its scope and the lifetime as the documents do", async () => {
    const reply = await connect();

    expect(reply).toEqual({
      access_token: expect.any(String),
      access_token_expires: 7200,
      refresh_token: expect.any(String),
      token_type: "Bearer",
      scope: "store_full_access store_id_3200",
    });
    expect((await connect("ana", "user_full_access"))["scope"]).toBe("user_full_access");
  });

  it.each([
    ["first", { access_token_expires: 7200 }],
    ["second", { expires_in: 7200 }],
    ["both", { access_token_expires: 7200, expires_in: 7200 }],
    ["neither", {}],
  ] as const)("the switch for the lifetime's name at %s", async (mode, expected) => {
    await box.fault("lifetime_names", mode, { times: "1" });

    const { access_token_expires, expires_in } = await connect();

    expect(JSON.parse(JSON.stringify({ access_token_expires, expires_in }))).toEqual(expected);
  });

  it("Foxy 7: a renewal gives the same refresh token back, for ten years from the first day", async () => {
    const first = await connect();
    const start = box.clock.now;

    const renewed = await refresh(first["refresh_token"]);
    box.clock.now = start + 315_359_000_000;
    const atLast = await refresh(first["refresh_token"]);
    box.clock.now = start + 315_360_000_000;
    const after = await refresh(first["refresh_token"]);
    box.clock.now = start;

    expect(renewed.body["refresh_token"]).toBe(first["refresh_token"]);
    expect([atLast.status, after.status]).toEqual([200, 400]);
    expect(after.body["error"]).toBe("invalid_grant");
  });

  it("Foxy 8: two renewals at once both succeed", async () => {
    const first = await connect();

    const both = await Promise.all([refresh(first["refresh_token"]), refresh(first["refresh_token"])]);

    expect(both.map(({ status }) => status)).toEqual([200, 200]);
  });

  it("Foxy 11: a code without redirect_uri is 400 redirect_uri_mismatch, and works with the registered one", async () => {
    const code = await codeOf();
    const { redirect_uri: _left, ...without } = exchangeForm(code);

    const refused = await token(without);
    const other = await token({ ...without, redirect_uri: `${REDIRECT_URI}/` });
    const exact = await token(exchangeForm(code));

    expect([refused.status, refused.body["error"]]).toEqual([400, "redirect_uri_mismatch"]);
    expect(other.body["error"]).toBe("redirect_uri_mismatch");
    expect(exact.status).toBe(200);
  });

  it("takes id and secret as raw Basic or in the form, and refuses others with 400 invalid_client", async () => {
    const form = { ...exchangeForm(await codeOf()), client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret };

    const posted = await box.post(box.address("{api}/token"), form, VERSION);
    const wrong = await token(exchangeForm(await codeOf()), { ...VERSION, authorization: basic(CLIENT.clientId, "wrong") });

    expect(posted.status).toBe(200);
    expect([wrong.status, wrong.body]).toEqual([
      400,
      { error: "invalid_client", error_description: "The client credentials are invalid" },
    ]);
  });

  it("a request that is no POST is 405 with words", async () => {
    const reply = await read(box.address("{api}/token"));

    expect([reply.status, reply.body["error"]]).toEqual([405, "invalid_request"]);
  });
});

describe("the API", () => {
  it("Foxy 4: home, token address and API refuse a request without the version", async () => {
    const { access_token: accessToken } = await connect();

    const plainHome = await box.get(home());
    const plainToken = await token(exchangeForm(await codeOf()), { "foxy-api-version": "2" });
    const plainStore = await box.get(box.address("{api}/stores/3200"), { authorization: `Bearer ${accessToken}` });

    expect([plainHome.status, plainToken.status, plainStore.status]).toEqual([400, 400, 400]);
  });

  it("the home document leads to the token address without a token, and to the store or the user with one", async () => {
    const [store, user] = [await connect("ana"), await connect("ana", "user_full_access")];

    const nobody = await read(home());
    const other = await read(box.address("{other}"));
    const asStore = await read(home(), store["access_token"]);
    const asUser = await read(home(), user["access_token"]);

    expect(linkOf(nobody.body, "fx:token")).toBe(`${box.sandbox.origin}/foxy/api/token`);
    expect(linkOf(other.body, "fx:token")).toBe(`${box.sandbox.origin}/foxy/api/token`);
    expect(Object.keys(nobody.body["_links"])).toEqual(["self", "fx:token"]);
    expect(Object.keys(asStore.body["_links"])).toEqual(["self", "fx:token", "fx:store"]);
    expect(Object.keys(asUser.body["_links"])).toEqual(["self", "fx:token", "fx:user"]);
    expect((await read(linkOf(asStore.body, "fx:store"), store["access_token"])).body["store_domain"]).toBe("pretend-3200");
    expect((await read(linkOf(asUser.body, "fx:user"), user["access_token"])).body["email"]).toBe("ana@sandbox.test");
  });

  it("somebody else's store is not there, and the wrong permission is 403", async () => {
    const [store, user] = [await connect("ana"), await connect("ana", "user_full_access")];

    const foreign = await read(box.address("{api}/stores/3300"), store["access_token"]);
    const wrong = await read(box.address("{api}/stores/3200"), user["access_token"]);

    expect(foreign.status).toBe(404);
    expect([wrong.status, wrong.body["error"]]).toEqual([403, "insufficient_scope"]);
  });

  it("Foxy 12: access that has run out is 401 invalid_token in the words that official clients look for", async () => {
    const { access_token: accessToken } = await connect();
    box.clock.now += 7_200_000;

    const late = await read(home(), accessToken);
    const unknown = await read(home(), "made-up");

    expect([late.status, late.body]).toEqual([
      401,
      { error: "invalid_token", error_description: "The access token provided has expired" },
    ]);
    expect(unknown.body["error_description"]).toBe("The access token provided is invalid");
  });
});

describe("ending access", () => {
  it("Foxy 13: deleting our own integration ends its refresh token and every access token, the caller's too", async () => {
    const [first, again] = [await connect("ben"), await connect("ben")];
    const address = await integrationOf(first["access_token"]);

    const gone = await read(address, first["access_token"], "DELETE");
    const calls = await Promise.all([first, again].map((each) => read(home(), each["access_token"])));
    const renewals = await Promise.all([first, again].map((each) => refresh(each["refresh_token"])));

    expect(gone.status).toBe(200);
    expect(calls.map(({ status, body }) => [status, body["error"]])).toEqual([
      [401, "invalid_token"],
      [401, "invalid_token"],
    ]);
    expect(renewals.map(({ status }) => status)).toEqual([400, 400]);
  });

  it("another application's integration is in the list and stays", async () => {
    const store = await connect("ben");
    const place = await read(linkOf((await read(home(), store["access_token"])).body, "fx:store"), store["access_token"]);
    const list = await read(linkOf(place.body, "fx:integrations"), store["access_token"]);
    const items: Record<string, never>[] = list.body["_embedded"]["fx:integrations"];

    expect(items.map((item) => item["client_id"])).toEqual(["client_of_somebody_else", CLIENT.clientId]);
    expect((await read(linkOf(items[0]!, "self"), store["access_token"], "DELETE")).status).toBe(404);
  });

  it("Foxy 14: the same person's other store loses its access too, and can renew it; another person loses nothing", async () => {
    const [first, second, other] = [await connect("ana"), await connect("ana-second"), await connect("ben")];

    await read(await integrationOf(first["access_token"]), first["access_token"], "DELETE");

    expect((await read(home(), second["access_token"])).status).toBe(401);
    expect((await read(home(), other["access_token"])).status).toBe(200);
    const renewed = await refresh(second["refresh_token"]);
    expect((await read(home(), renewed.body["access_token"])).status).toBe(200);
  });

  it("the user's permission has integrations of its own", async () => {
    const [store, user] = [await connect("ana"), await connect("ana", "user_full_access")];

    const gone = await read(await integrationOf(user["access_token"], "fx:user"), user["access_token"], "DELETE");

    expect(gone.status).toBe(200);
    expect((await refresh(user["refresh_token"])).status).toBe(400);
    expect((await read(home(), store["access_token"])).status).toBe(200);
  });

  it("the switch for ending access makes the DELETE fail, and nothing is ended", async () => {
    const store = await connect("ben");
    const address = await integrationOf(store["access_token"]);
    await box.fault("revocation", "500", { times: "1" });

    const failed = await read(address, store["access_token"], "DELETE");
    const done = await read(address, store["access_token"], "DELETE");

    expect([failed.status, done.status]).toEqual([500, 200]);
  });
});
