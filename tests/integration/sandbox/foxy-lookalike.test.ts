import { afterAll, describe, expect, it } from "vitest";
import { foxy } from "@/lib/core/providers/foxy";
import { lookalikeBases } from "@/lib/sandbox/lookalike-bases";
import { openFoxy, VERSION } from "./open-foxy";
import { basic, CLIENT, REDIRECT_URI } from "./open-sandbox";

const { box, authorizePath, allow, codeOf, token, exchangeForm, connect, refresh, read, home } = await openFoxy();
afterAll(() => box.sandbox.close());

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
