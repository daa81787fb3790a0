import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { HAL_ID, type HalServer, halServer } from "@/tests/support/hal-server";
import { APP_ORIGIN, buildHouse, type House, makeSeller } from "@/tests/support/house";
import { type Asked, arrive, type Started, start } from "@/tests/support/walk";

let server: HalServer;
let house: House;
let jane: Actor;
beforeAll(async () => {
  server = await halServer();
  house = await buildHouse({}, [server.definition]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});
beforeEach(async () => {
  jane = await makeSeller(house);
  server.seen.length = 0;
  server.instead.clear();
});

const begin = (actor: Actor, asked: Asked = {}) => start(house, actor, { providerId: HAL_ID, ...asked });
/** The marketplace's answer for one store, as it sends the browser back. */
const answered = (started: Started, store: string): URL => {
  const state = new URL(started.address).searchParams.get("state") ?? "";
  return new URL(`${APP_ORIGIN}/api/oauth/${HAL_ID}/callback?${new URLSearchParams({ code: server.issueCode(store), state })}`);
};
async function connectStore(actor: Actor, store: string, asked: Asked = {}) {
  const started = await begin(actor, asked);
  const { outcome } = await arrive(house, actor, started, answered(started, store));
  const result = await house.services.attemptResult(actor, started.attemptId);
  return { outcome, id: (result.ok && result.value.connection?.id) || "" };
}
const connectionsOf = async (actor: Actor) => (await house.services.dashboard(actor, {})).connections;
const paths = () => server.seen.map(({ method, path }) => `${method} ${path}`);
const count = async (table: string) => Number((await house.database.query(`select count(*)::int as n from ${table}`))[0]?.["n"]);

describe("a marketplace whose endpoints are links", () => {
  it("while its home page is down and was never read, a start says so and nothing is written; then it works", async () => {
    await using fresh = await halServer();
    await using own = await buildHouse({}, [fresh.definition]);
    const mia = await makeSeller(own, "Mia");
    const attempts = async () => (await own.database.query("select 1 from authorization_attempt")).length;
    const go = () =>
      own.services.startConnection(mia, {
        providerId: HAL_ID,
        label: "Shop",
        scopes: [],
        values: {},
        environmentId: null,
        reconnectId: null,
      });

    fresh.instead.set("/", 503);
    expect(await go()).toMatchObject({ ok: false, error: { code: "provider_down" } });
    fresh.instead.set("/", { status: 200, body: { _links: { "fx:token": { href: "https://evil.example/token" } } } });
    expect(await go()).toMatchObject({ ok: false, error: { code: "provider_down" } });
    expect(await attempts()).toBe(0);
    expect(own.logLines.join(""), "an admin reads why").toContain("the link fx:token is refused");
    fresh.instead.clear();
    expect(await go()).toMatchObject({ ok: true });
    expect(await attempts()).toBe(1);
  });

  it("Foxy 2: the home page is read before the seller leaves, so the callback goes straight to the code exchange", async () => {
    const started = await begin(jane);
    server.seen.length = 0;
    server.instead.set("/", 503);

    const beganAt = performance.now();
    const { outcome } = await arrive(house, jane, started, answered(started, "3200"));

    expect(outcome).toBe("connected");
    expect(paths()[0]).toBe("POST /swap");
    expect(performance.now() - beganAt).toBeLessThan(5_000);
  });
});

describe("Foxy 9: an error that comes back without a state", () => {
  const failed = (query: Record<string, string> = { error: "access_denied" }) =>
    new URL(`${APP_ORIGIN}/api/oauth/${HAL_ID}/callback?${new URLSearchParams(query)}`);
  /** A browser that holds the cookies of these attempts. */
  const browser = (actor: Actor | null, held: readonly Started[], back = failed()) =>
    house.services.completeConnection({
      providerId: back.pathname.split("/")[3] ?? "",
      registrationId: null,
      query: back.search.slice(1),
      actor,
      browserSecretOf: (id) => held.find(({ attemptId }) => attemptId === id)?.browserSecret ?? null,
    });
  const everything = () =>
    house.database.query("select a.*, (select count(*) from audit_event) as audits from authorization_attempt a order by id");
  const NOBODYS = { attemptId: null, outcome: "mismatch" };

  it("Foxy 9: it is shown at the newest flow of this browser, nothing is stored, and the real answer is still taken", async () => {
    const older = await begin(jane);
    const newest = await begin(jane);
    const before = [await everything(), await count("connection"), await count("connection_event")];

    const told = await browser(jane, [older, newest], failed({ error: "invalid_request", error_description: "<b>words</b>" }));

    expect(told).toEqual({ attemptId: newest.attemptId, outcome: "setup", staysOpen: true });
    expect([await everything(), await count("connection"), await count("connection_event")]).toEqual(before);
    const page = await house.services.attemptResult(jane, newest.attemptId, told.outcome);
    expect(page).toMatchObject({ ok: true, value: { outcome: "setup", connection: null } });
    expect(JSON.stringify(page)).not.toContain("words");

    for (const each of [newest, older]) {
      const { outcome } = await arrive(house, jane, each, answered(each, each === newest ? "3220" : "3221"));
      expect(outcome).toBe("connected");
    }
    expect(
      await house.services.attemptResult(jane, newest.attemptId, "denied"),
      "what happened goes before what was said",
    ).toMatchObject({ value: { outcome: "connected" } });
  });

  it("Foxy 9: only a browser that began a flow there sees it: no other session, person, browser or marketplace does", async () => {
    const omar = await makeSeller(house, "Omar");
    const mine = await begin(jane);
    const atOther = await start(house, omar, { providerId: "stubhub" });
    const sessionElsewhere = { ...jane, sessionId: omar.sessionId };

    expect(await browser(jane, [])).toEqual(NOBODYS);
    expect(await browser(null, [mine])).toEqual(NOBODYS);
    expect(await browser(omar, [mine, atOther])).toEqual(NOBODYS);
    expect(await browser(sessionElsewhere, [mine])).toEqual(NOBODYS);
    expect(await browser(jane, [{ ...mine, browserSecret: "guessed" }])).toEqual(NOBODYS);
    expect(await browser(jane, [mine], failed({ error: "access_denied", state: "guessed" }))).toEqual(NOBODYS);
    expect(await browser(jane, [mine], failed({ error: "access_denied", iss: "https://evil.example" }))).toEqual(NOBODYS);
    expect(await browser(jane, [mine], failed({ code: "stolen" }))).toEqual(NOBODYS);
    expect(await house.services.attemptResult(jane, mine.attemptId)).toMatchObject({ value: { outcome: "in_progress" } });
  });

  it("Foxy 9: of several flows it is the newest that this browser holds", async () => {
    const here = await begin(jane);
    await begin(jane);
    expect(await browser(jane, [here])).toMatchObject({ attemptId: here.attemptId });
  });

  it("Foxy 9: a flow that ran out or was used is not brought up again", async () => {
    const old = await begin(jane);
    await house.database.query("update authorization_attempt set expires_at = now() where public_id = $1", [old.attemptId]);
    const used = await begin(jane);
    await arrive(house, jane, used, answered(used, "3225"));
    expect(await browser(jane, [old, used])).toEqual(NOBODYS);
  });

  it("Foxy 9: where a marketplace always returns the state, an error without it is nobody's", async () => {
    const strict = {
      ...server.definition,
      id: "hal-strict",
      callback: { ...server.definition.callback, stateOnError: "always" },
    } as const;
    await using own = await buildHouse({}, [strict]);
    const mia = await makeSeller(own, "Mia");
    const started = await start(own, mia, { providerId: "hal-strict" });
    const back = new URL(`${APP_ORIGIN}/api/oauth/hal-strict/callback?error=access_denied`);
    expect(await arrive(own, mia, started, back)).toEqual(NOBODYS);
  });

  it("Foxy 9: an address cannot make the page of an open flow say that it succeeded", async () => {
    const { attemptId } = await begin(jane);
    for (const word of ["connected", "duplicate", "wrong_account", "__proto__", ""])
      expect(await house.services.attemptResult(jane, attemptId, word)).toMatchObject({ value: { outcome: "in_progress" } });
    expect(await house.services.attemptResult(jane, attemptId, "denied")).toMatchObject({ value: { outcome: "denied" } });
  });
});

describe("the end of a connection that is an entry of the shop", () => {
  it("Foxy 13: disconnecting deletes our entry of this store by the last call, and the other store keeps working", async () => {
    server.integrations.set("90", { store: "3230", clientId: "house client" });
    server.integrations.set("91", { store: "3231", clientId: "house client" });
    const first = await connectStore(jane, "3230");
    await connectStore(jane, "3231");
    server.seen.length = 0;

    expect(await house.services.disconnectConnection(jane, first.id)).toMatchObject({ ok: true });

    expect(paths().at(-1)).toBe("DELETE /integrations/90");
    expect([server.integrations.has("90"), server.integrations.has("91")]).toEqual([false, true]);
    expect((await connectionsOf(jane)).map(({ account }) => account)).toContain("Shop 3231");
  });

  it("A20: somebody else who brings the same store does not end the access of who has it", async () => {
    server.integrations.set("92", { store: "3232", clientId: "house client" });
    const omar = await makeSeller(house, "Omar");
    await connectStore(jane, "3232");

    expect((await connectStore(omar, "3232")).outcome).toBe("other_owner");
    expect(server.integrations.has("92")).toBe(true);
  });

  it("Foxy 15: without our entry the connection ends as cancelled", async () => {
    const { id } = await connectStore(jane, "3299");
    const ended = await house.services.disconnectConnection(jane, id);
    expect(JSON.stringify(ended)).toContain('"confirmed"');
    expect(paths().some((call) => call.startsWith("DELETE"))).toBe(false);
  });
});
