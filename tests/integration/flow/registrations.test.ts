import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Registration } from "@/lib/runtime/settings";
import { syncRegistrations } from "@/lib/runtime/sync-registrations";
import type { Actor } from "@/lib/services/contract";
import { resolveTarget, secretContext } from "@/lib/services/resolve-target";
import { APP_ORIGIN, buildHouse, type House, houseRegistration, makeSeller } from "@/tests/support/house";
import { madeUpProvider } from "@/tests/support/provider-target";
import { type SigningShop, sign, signingShop } from "@/tests/support/signing-shop";
import { arrive, type Started, start } from "@/tests/support/walk";

const bases = { auth: "https://auth.example", api: "https://api.example" };
const twoPlaces = madeUpProvider({
  id: "two-places",
  displayName: "Two Places",
  environments: {
    production: { label: "Two Places", isTest: false, bases },
    sandbox: {
      label: "Two Places sandbox",
      isTest: true,
      bases: { auth: "https://auth.sandbox.example", api: "https://api.sandbox.example" },
    },
  },
});
const aliased = madeUpProvider({
  id: "aliased",
  redirect: { kind: "alias", https: "unknown", inAuthorization: true, inToken: true },
  variables: [{ name: "tenant", from: "operator", pattern: "[a-z]+" }],
  authorization: { endpoint: "{auth}/{tenant}/authorize" },
});

let shop: SigningShop;
let apart: SigningShop;
let house: House;
let jane: Actor;

beforeAll(async () => {
  shop = await signingShop();
  const other = await signingShop("apart");
  apart = { ...other, definition: { ...other.definition, redirect: { ...other.definition.redirect, perRegistration: true } } };
  house = await buildHouse({}, [shop.definition, apart.definition, twoPlaces, aliased]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await shop[Symbol.asyncDispose]();
  await apart[Symbol.asyncDispose]();
});
beforeEach(async () => {
  jane = await makeSeller(house);
});

const named = (definition: SigningShop["definition"], name: string, change: Partial<Registration> = {}): Registration => ({
  ...houseRegistration(definition),
  name,
  clientId: `client ${name}`,
  ...change,
});
const sync = (...wanted: Registration[]) => syncRegistrations(house.container.dependencies, wanted);
const target = async (providerId: string, name: string) => {
  const { registrations } = house.container.dependencies;
  const record = (await registrations.enabled()).find((each) => each.providerId === providerId && each.name === name);
  if (!record) throw new Error("no such registration");
  const resolved = resolveTarget(house.container.dependencies, record);
  if (!resolved.ok) throw new Error(resolved.error.code);
  return resolved.value;
};
const clientOf = ({ address }: Started) => new URL(address).searchParams.get("client_id");
const begin = (of: SigningShop, name: string, reconnectId: string | null = null) =>
  start(house, jane, { providerId: of.definition.id, values: { shop: name }, reconnectId });
const back = (started: Started, name: string, change: { readonly path?: string } = {}) => {
  const { searchParams } = new URL(started.address);
  const query = sign({ code: "c", shop: `${name}.shops.example`, state: searchParams.get("state") ?? "" });
  return new URL(`${change.path ?? searchParams.get("redirect_uri")}?${query}`);
};

describe("several registrations in one environment", () => {
  it("new connections take the first one, connections that exist keep theirs, so that a secret can be replaced with overlap", async () => {
    await sync(named(shop.definition, "2026"));
    const first = await begin(shop, "overlap");
    expect(clientOf(first)).toBe("client 2026");
    await arrive(house, jane, first, back(first, "overlap"));
    const id = (await house.services.dashboard(jane, {})).connections[0]?.id ?? "";

    await sync(named(shop.definition, "2027"), named(shop.definition, "2026"));

    expect(clientOf(await begin(shop, "another"))).toBe("client 2027");
    expect(clientOf(await begin(shop, "overlap", id))).toBe("client 2026");
  });

  it("the order of the settings decides, whichever was made first, and a changed order is taken over", async () => {
    await sync(named(shop.definition, "a"), named(shop.definition, "b"));
    expect(clientOf(await begin(shop, "order"))).toBe("client a");
    await sync(named(shop.definition, "b"), named(shop.definition, "a"));
    expect(clientOf(await begin(shop, "order"))).toBe("client b");
  });

  it("one that is no longer named takes no new connection, and its own are repaired with the one that is left", async () => {
    await sync(named(shop.definition, "old"));
    const first = await begin(shop, "moves-on");
    await arrive(house, jane, first, back(first, "moves-on"));
    const id = (await house.services.dashboard(jane, {})).connections[0]?.id ?? "";
    await sync(named(shop.definition, "new"));

    const repair = await begin(shop, "moves-on", id);
    expect(clientOf(repair)).toBe("client new");
    expect((await arrive(house, jane, repair, back(repair, "moves-on"))).outcome).toBe("reconnected");
    expect(clientOf(await begin(shop, "moves-on", id))).toBe("client new");
  });

  it("A5: where each has an address of its own, a response at the other's address never reaches a token endpoint", async () => {
    await sync(named(apart.definition, "one"), named(apart.definition, "two"));
    const [one, two] = [await target("apart", "one"), await target("apart", "two")];
    expect(one.redirectUri).not.toBe(two.redirectUri);
    expect(one.redirectUri).toMatch(new RegExp(`^${APP_ORIGIN}/api/oauth/apart/callback/reg_`));

    const mixed = await begin(apart, "mixed-up");
    expect(new URL(mixed.address).searchParams.get("redirect_uri")).toBe(one.redirectUri);
    const before = apart.asked.length;
    expect((await arrive(house, jane, mixed, back(mixed, "mixed-up", { path: two.redirectUri }))).outcome).toBe("mismatch");
    expect(apart.asked.length).toBe(before);
    const audit = "select 1 from audit_event where action = 'callback_registration_mismatch' and actor_id = $1";
    expect(await house.database.query(audit, [jane.userId])).toHaveLength(1);

    const own = await begin(apart, "mixed-up");
    expect((await arrive(house, jane, own, back(own, "mixed-up"))).outcome).toBe("connected");
  });
});

describe("several environments of one marketplace", () => {
  const offered = async () => (await house.services.chooseProvider(jane)).filter(({ provider }) => provider.id === twoPlaces.id);
  const sandbox = named(twoPlaces, "sandbox", { environmentId: "sandbox" });
  const production = named(twoPlaces, "", { environmentId: "production" });

  it("each that takes connections can be chosen, the real one first, and a test one carries its badge", async () => {
    await sync(sandbox, production);

    expect(await offered()).toMatchObject([
      { environment: { id: "production" }, provider: { isTest: false }, offBecause: null },
      { environment: { id: "sandbox", label: "Two Places sandbox" }, provider: { isTest: true }, offBecause: null },
    ]);
  });

  it("StubHub 14: what was chosen decides which hosts are asked, all of them together", async () => {
    await sync(sandbox, production);

    for (const [environmentId, host] of [
      ["production", "auth.example"],
      ["sandbox", "auth.sandbox.example"],
      [null, "auth.example"],
    ] as const) {
      const started = await start(house, jane, { providerId: twoPlaces.id, environmentId });
      expect(new URL(started.address).host).toBe(host);
      const page = await house.services.connectPage(jane, { providerId: twoPlaces.id, environmentId });
      expect(page).toMatchObject({ ok: true, value: { host, environmentId: environmentId ?? "production" } });
    }
  });

  it("one alone is offered without a choice, and one without a registration is not offered", async () => {
    await sync(sandbox);

    expect(await offered()).toMatchObject([{ environment: null, provider: { isTest: true } }]);
    const asked = { providerId: twoPlaces.id, environmentId: "production" };
    expect(await house.services.connectPage(jane, asked)).toMatchObject({ ok: false, error: { code: "off" } });
    expect(await house.services.startConnection(jane, { ...asked, label: "x", scopes: [], reconnectId: null })).toMatchObject({
      ok: false,
      error: { code: "off" },
    });
  });

  it.each(["lookalike", "constructor", "__proto__", ""])(
    "an environment that does not exist is no page: %s",
    async (environmentId) => {
      await sync(sandbox, production);
      const asked = { providerId: twoPlaces.id, environmentId };

      expect(await house.services.connectPage(jane, asked)).toMatchObject({ ok: false, error: { code: "not_found" } });
      expect(await house.services.startConnection(jane, { ...asked, label: "y", scopes: [], reconnectId: null })).toMatchObject({
        ok: false,
      });
    },
  );

  it("the pretend one of a trial is not offered by a process that does not know it, even on the trial's database", async () => {
    const pretend = named(twoPlaces, "", { environmentId: "lookalike" });
    await sync(pretend, production);

    expect((await offered()).map(({ provider, environment }) => [provider.isTest, environment])).toEqual([[false, null]]);
  });
});

describe("what a registration keeps sealed", () => {
  it("the marketplace's name for our address is sent in place of it, and the operator's values stand in addresses", async () => {
    await sync(named(aliased, "", { environmentId: "production", redirectAlias: "Us-App-Name", variables: { tenant: "acme" } }));
    const started = await start(house, jane, { providerId: aliased.id });

    expect(new URL(started.address).searchParams.get("redirect_uri")).toBe("Us-App-Name");
    expect(new URL(started.address).pathname).toBe("/acme/authorize");
  });

  it("what an older version sealed, without those members, still opens", async () => {
    await sync(named(twoPlaces, "old", { environmentId: "production" }));
    const { registrations, sealer } = house.container.dependencies;
    const record = (await registrations.enabled()).find(({ name }) => name === "old");
    if (!record) throw new Error("no registration");
    const old = JSON.stringify({ clientSecret: "before", extraSecrets: { key: "k" } });
    await registrations.update(record.id, { ...record, sealedSecrets: sealer.seal(old, secretContext(record)) });

    const { clientSecret, extraSecrets, variables, redirectUri } = await target(twoPlaces.id, "old");
    expect({ clientSecret, extraSecrets, variables, redirectUri }).toEqual({
      clientSecret: "before",
      extraSecrets: { key: "k" },
      variables: {},
      redirectUri: `${APP_ORIGIN}/api/oauth/two-places/callback`,
    });
  });
});
