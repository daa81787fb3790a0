import { expect, it } from "vitest";
import { readRegistrations } from "@/lib/runtime/provider-variables";
import { madeUpProvider } from "@/tests/support/provider-target";

const ORIGIN = "https://holdfast.example";
const provider = madeUpProvider();
const read = (source: Readonly<Record<string, string>>, definition = provider, origin: string | null = ORIGIN) =>
  readRegistrations([definition], source, origin);

it("a provider without variables has no registration and no fault", () => {
  expect(read({})).toEqual({ registrations: [], faults: [] });
});

it("its variables are named after its id, and its first environment is meant", () => {
  expect(read({ MADE_UP_CLIENT_ID: "id", MADE_UP_CLIENT_SECRET: "secret" })).toEqual({
    registrations: [
      {
        providerId: "made-up",
        environmentId: "production",
        name: "",
        clientId: "id",
        clientSecret: "secret",
        extraSecrets: {},
        variables: {},
        redirectAlias: null,
      },
    ],
    faults: [],
  });
});

it("half a registration is refused by the name of the other half", () => {
  expect(read({ MADE_UP_CLIENT_SECRET: "s3cret" }).faults).toEqual([
    "MADE_UP_CLIENT_ID: is missing, while MADE_UP_CLIENT_SECRET is set",
  ]);
  expect(read({ MADE_UP_CLIENT_ID: "id" }).faults).toEqual(["MADE_UP_CLIENT_SECRET: is missing"]);
});

it("a provider that needs no secret is content with an id", () => {
  const open = madeUpProvider({ client: { methods: ["none"], basicEncoding: "form" } });

  expect(read({ MADE_UP_CLIENT_ID: "id" }, open).faults).toEqual([]);
});

it.each(["staging", "constructor", "__proto__", "toString"])(
  "an environment that the provider does not have is refused: %s",
  (name) => {
    const { faults } = read({ MADE_UP_CLIENT_ID: "id", MADE_UP_CLIENT_SECRET: "s3cret", MADE_UP_ENVIRONMENT: name });

    expect(faults).toEqual(["MADE_UP_ENVIRONMENT: must be one of production"]);
  },
);

it("an http address of ours is refused where the provider sends people back to https only", () => {
  const own = { MADE_UP_CLIENT_ID: "id", MADE_UP_CLIENT_SECRET: "s3cret" };

  expect(read(own, provider, "http://localhost:3000").faults).toEqual([
    "APP_ORIGIN: Made Up sends sellers back to https addresses only",
  ]);
  expect(read(own, provider, null).faults).toEqual([]);
});

it("a secret of a provider's own is asked for by its name and label, and never repeated", () => {
  const extra = madeUpProvider({ extraSecrets: [{ name: "apiKey", env: "API_KEY", label: "API key" }] });
  const own = { MADE_UP_CLIENT_ID: "id", MADE_UP_CLIENT_SECRET: "s3cret" };

  expect(read(own, extra).faults).toEqual(["MADE_UP_API_KEY: is missing (API key)"]);
  expect(read({ ...own, MADE_UP_API_KEY: "k3y" }, extra).registrations[0]?.extraSecrets).toEqual({ apiKey: "k3y" });
  expect(JSON.stringify(read({ MADE_UP_CLIENT_SECRET: "s3cret", MADE_UP_API_KEY: "k3y" }, extra).faults)).not.toMatch(
    /s3cret|k3y/,
  );
});

const two = madeUpProvider({
  environments: {
    production: { label: "Made Up", isTest: false, bases: { auth: "https://auth.example", api: "https://api.example" } },
    sandbox: {
      label: "Made Up sandbox",
      isTest: true,
      bases: { auth: "https://sandbox.example", api: "https://sandbox.example" },
    },
  },
});
const plain = { MADE_UP_CLIENT_ID: "plain", MADE_UP_CLIENT_SECRET: "s3cret" };
const second = { MADE_UP_SECOND_CLIENT_ID: "second", MADE_UP_SECOND_CLIENT_SECRET: "s3cret" };
const sandbox = {
  MADE_UP_TEST_SHOP_CLIENT_ID: "sandbox",
  MADE_UP_TEST_SHOP_CLIENT_SECRET: "s3cret",
  MADE_UP_TEST_SHOP_ENVIRONMENT: "sandbox",
};

it("further registrations are named by a list, go before the one without a name, and have variables of their own", () => {
  const { registrations, faults } = read({ ...plain, ...second, ...sandbox, MADE_UP_REGISTRATIONS: "second test-shop" }, two);

  expect(faults).toEqual([]);
  expect(registrations.map(({ name, environmentId, clientId }) => [name, environmentId, clientId])).toEqual([
    ["second", "production", "second"],
    ["test-shop", "sandbox", "sandbox"],
    ["", "production", "plain"],
  ]);
});

it("the order of the list is the order of preference, and the plain registration may be missing", () => {
  const named = (list: string) => read({ ...second, ...sandbox, MADE_UP_REGISTRATIONS: list }, two);

  expect(named("second,test-shop").registrations.map(({ name }) => name)).toEqual(["second", "test-shop"]);
  expect(named(" test-shop  second ").registrations.map(({ name }) => name)).toEqual(["test-shop", "second"]);
});

it("a named registration is told what it lacks by the names of its own variables", () => {
  const own = { MADE_UP_REGISTRATIONS: "second", MADE_UP_SECOND_CLIENT_SECRET: "s3cret" };

  expect(read(own, two).faults).toEqual(["MADE_UP_SECOND_CLIENT_ID: is missing"]);
  const wrong = {
    ...own,
    MADE_UP_SECOND_CLIENT_ID: "id",
    MADE_UP_SECOND_CLIENT_SECRET: "",
    MADE_UP_SECOND_ENVIRONMENT: "staging",
  };
  expect(read(wrong, two).faults).toEqual([
    "MADE_UP_SECOND_CLIENT_SECRET: is missing",
    "MADE_UP_SECOND_ENVIRONMENT: must be one of production, sandbox",
  ]);
});

it.each(["Second", "a b!", "-a", "a--b", "__proto__", "a".repeat(40), "second second"])(
  "a list of names that cannot be variables is refused and not repeated: %s",
  (list) => {
    const { faults, registrations } = read({ ...plain, MADE_UP_REGISTRATIONS: list }, two);

    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^MADE_UP_REGISTRATIONS: /);
    expect(faults.join()).not.toContain(list);
    expect(registrations).toEqual([]);
  },
);

it("a registration that the list forgot is named instead of being left out silently", () => {
  expect(read({ ...plain, ...second }, two).faults).toEqual([
    "MADE_UP_SECOND_CLIENT_ID: is set, and MADE_UP_REGISTRATIONS does not list its name",
  ]);
});

it("two marketplaces whose names begin alike keep their variables apart", () => {
  const longer = madeUpProvider({ id: "made-up-two" });
  const source = { ...plain, MADE_UP_TWO_CLIENT_ID: "other", MADE_UP_TWO_CLIENT_SECRET: "s3cret" };

  expect(readRegistrations([two, longer], source, ORIGIN).faults).toEqual([]);
  expect(readRegistrations([two, longer], { ...source, MADE_UP_REGISTRATIONS: "two" }, ORIGIN).faults).toEqual([
    "MADE_UP_REGISTRATIONS: uses a name that is part of another marketplace's",
  ]);
});

it("several registrations that need an https address name our own address once", () => {
  const source = { ...plain, ...second, MADE_UP_REGISTRATIONS: "second" };

  expect(read(source, two, "http://localhost:3000").faults).toEqual([
    "APP_ORIGIN: Made Up sends sellers back to https addresses only",
  ]);
});

it("where the provider keeps our address under a name of its own, that name is asked for", () => {
  const alias = madeUpProvider({ redirect: { kind: "alias", https: "unknown", inAuthorization: true, inToken: true } });

  expect(read(plain, alias).faults).toEqual(["MADE_UP_REDIRECT_ALIAS: is missing (the name that Made Up gave our address)"]);
  expect(read({ ...plain, MADE_UP_REDIRECT_ALIAS: "a name" }, alias).faults).toEqual([
    "MADE_UP_REDIRECT_ALIAS: must be a name without spaces",
  ]);
  expect(read({ ...plain, MADE_UP_REDIRECT_ALIAS: "Us-App-Name" }, alias)).toMatchObject({
    faults: [],
    registrations: [{ redirectAlias: "Us-App-Name" }],
  });
  expect(read({ ...plain, MADE_UP_REDIRECT_ALIAS: "ignored" }).registrations[0]?.redirectAlias).toBeNull();
});

it("an operator's variables are read in capitals, checked, and may have a value for when none is set", () => {
  const variables = [
    { name: "identityProvider", from: "operator" as const, pattern: "[a-z]+", otherwise: "google" },
    { name: "market", from: "operator" as const, values: ["us", "de"] },
    { name: "shop", from: "user" as const, pattern: "[a-z]+" },
  ];
  const operated = madeUpProvider({ variables });

  expect(read({ ...plain, MADE_UP_MARKET: "de" }, operated)).toMatchObject({
    faults: [],
    registrations: [{ variables: { identityProvider: "google", market: "de" } }],
  });
  expect(read(plain, operated).faults).toEqual(["MADE_UP_MARKET: is missing"]);
  const wrong = { ...plain, MADE_UP_MARKET: "s3cret-market", MADE_UP_IDENTITY_PROVIDER: "Not/One" };
  expect(read(wrong, operated).faults).toEqual([
    "MADE_UP_IDENTITY_PROVIDER: must match [a-z]+",
    "MADE_UP_MARKET: must be one of us, de",
  ]);
});

it("a secret for which the provider has a word when none is needed may be left out", () => {
  const extra = madeUpProvider({ extraSecrets: [{ name: "key", env: "KEY", label: "key", otherwise: "__none__" }] });

  expect(read(plain, extra)).toMatchObject({ faults: [], registrations: [{ extraSecrets: { key: "__none__" } }] });
  expect(read({ ...plain, MADE_UP_KEY: "k3y" }, extra).registrations[0]?.extraSecrets).toEqual({ key: "k3y" });
});
