import { afterAll, describe, expect, it } from "vitest";
import { openFoxy } from "./open-foxy";
import { CLIENT } from "./open-sandbox";

const { box, codeOf, token, exchangeForm, connect, refresh, read, home, linkOf, integrationOf } = await openFoxy();
afterAll(() => box.sandbox.close());

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
