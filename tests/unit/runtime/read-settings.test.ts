import { expect, it } from "vitest";
import { makeKeyRing } from "@/lib/adapters/crypto/key-ring";
import { isValueOf } from "@/lib/core/oauth/variable-value";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { withLookalike } from "@/lib/runtime/compose-definitions";
import { readSettings } from "@/lib/runtime/read-settings";

const VALUE = "value-that-must-not-be-shown-anywhere";
const KEYS = makeKeyRing();
const homes: string[] = [];
const read = (source: Readonly<Record<string, string>>) =>
  readSettings(source, CATALOGUE, {
    port: 3000,
    sandboxPort: 4000,
    definitions: withLookalike(CATALOGUE, ({ id }) => ({ auth: `http://127.0.0.1:4000/${id}` })),
    secrets: (home) => {
      homes.push(home);
      return { deploymentId: "trial-1", authSecret: "s".repeat(40), keys: KEYS, clientSecret: "50%+1:/x" };
    },
  });
const faultsOf = (source: Readonly<Record<string, string>>): readonly string[] => {
  const result = read(source);
  return result.ok ? [] : result.faults;
};
const complete = {
  HOLDFAST_MODE: "production",
  DATABASE_URL: `postgresql://u:${VALUE}@db.example/holdfast`,
  APP_ORIGIN: "https://holdfast.example",
  HOLDFAST_KEYS: KEYS,
  DEPLOYMENT_ID: "deployment-1",
  AUTH_SECRET: VALUE,
  SMTP_URL: `smtps://u:${VALUE}@mail.example`,
  MAIL_FROM: "Holdfast <holdfast@holdfast.example>",
};
const without = (name: string) => Object.fromEntries(Object.entries(complete).filter(([each]) => each !== name));

it("nothing set is a trial on this machine, with a pretend client at every marketplace", () => {
  const result = read({});

  expect(result).toMatchObject({
    ok: true,
    settings: {
      mode: "trial",
      host: "localhost",
      appOrigin: "http://localhost:3000",
      sandboxOrigin: "http://127.0.0.1:4000",
      databaseUrl: null,
      smtpUrl: null,
      trustProxy: false,
    },
  });
  if (!result.ok) return;
  expect(result.settings.registrations.map(({ environmentId }) => environmentId)).toEqual(CATALOGUE.map(() => "lookalike"));
});

it("production takes everything from the environment and knows no pretend marketplace", () => {
  expect(read(complete)).toMatchObject({
    ok: true,
    settings: { mode: "production", sandboxOrigin: null, registrations: [], deploymentId: "deployment-1", authSecret: VALUE },
  });
});

it.each(Object.keys(complete).filter((name) => name !== "HOLDFAST_MODE"))(
  "production without %s is refused by that name",
  (name) => {
    expect(faultsOf(without(name))).toEqual([`${name}: is missing`]);
    expect(faultsOf({ ...complete, [name]: "" })).toEqual([`${name}: is missing`]);
  },
);

it("every fault is told at once", () => {
  expect(faultsOf({ HOLDFAST_MODE: "production" })).toHaveLength(7);
});

it.each([
  ["DATABASE_URL", `mysql://${VALUE}@db.example`],
  ["APP_ORIGIN", "https://holdfast.example/path"],
  ["APP_ORIGIN", `https://u:${VALUE}@holdfast.example`],
  ["APP_ORIGIN", "http://holdfast.example"],
  ["APP_ORIGIN", "javascript:alert(1)"],
  ["HOLDFAST_KEYS", VALUE],
  ["HOLDFAST_KEYS", '{"keys":[]}'],
  ["DEPLOYMENT_ID", "a b"],
  ["AUTH_SECRET", "careless"],
  ["SMTP_URL", `http://${VALUE}@mail.example`],
  ["PORT", "0"],
  ["PORT", "70000"],
  ["PORT", "three thousand"],
  ["HOLDFAST_MODE", "staging"],
  ["TRUST_PROXY", "yes"],
])("a malformed %s is named and its value is not shown", (name, value) => {
  const faults = faultsOf({ ...complete, [name]: value });

  expect(faults.length).toBeGreaterThan(0);
  for (const fault of faults) expect(fault).toMatch(new RegExp(`^${name}: `));
  expect(faults.join()).not.toContain(VALUE);
  expect(faults.join()).not.toContain("careless");
});

it("a database or an https address without a mode means production, so that nothing opens by accident", () => {
  expect(faultsOf({ DATABASE_URL: complete.DATABASE_URL })).toContain("AUTH_SECRET: is missing");
  expect(faultsOf({ APP_ORIGIN: complete.APP_ORIGIN })).toContain("AUTH_SECRET: is missing");
});

it("a trial is refused an https address, and makes no secrets for it", () => {
  homes.length = 0;

  expect(faultsOf({ HOLDFAST_MODE: "trial", APP_ORIGIN: "https://holdfast.example" })).toEqual([
    expect.stringMatching(/^APP_ORIGIN: a trial runs on this machine only/),
  ]);
  expect(homes).toEqual([]);
});

it("the pretend marketplace cannot be chosen in production", () => {
  const own = { STUBHUB_CLIENT_ID: "client", STUBHUB_CLIENT_SECRET: VALUE };

  expect(faultsOf({ ...complete, ...own, STUBHUB_ENVIRONMENT: "lookalike" })).toEqual([
    "STUBHUB_ENVIRONMENT: must be one of production, sandbox",
  ]);
  expect(read({ ...complete, ...own }).ok).toBe(true);
});

it("the pretend marketplace cannot be chosen in production under another name either", () => {
  const named = { STUBHUB_SHOW_CLIENT_ID: "client", STUBHUB_SHOW_CLIENT_SECRET: VALUE, STUBHUB_SHOW_ENVIRONMENT: "lookalike" };

  expect(faultsOf({ ...complete, ...named, STUBHUB_REGISTRATIONS: "show" })).toEqual([
    "STUBHUB_SHOW_ENVIRONMENT: must be one of production, sandbox",
  ]);
});

it("a trial's pretend client has everything that each marketplace asks for", () => {
  const result = read({});
  const registrations = result.ok ? result.settings.registrations : [];

  for (const definition of CATALOGUE) {
    const own = registrations.find(({ providerId }) => providerId === definition.id);
    expect(Object.keys(own?.extraSecrets ?? {})).toEqual(definition.extraSecrets.map(({ name }) => name));
    expect(own?.redirectAlias !== null).toBe(definition.redirect.kind === "alias");
    for (const variable of definition.variables.filter(({ from }) => from === "operator"))
      expect(isValueOf(variable, own?.variables[variable.name] ?? "")).toBe(true);
  }
});

it("StubHub 8: with a client of StubHub's own an http address of ours is refused, in a trial, too", () => {
  const faults = faultsOf({ APP_ORIGIN: "http://localhost:3000", STUBHUB_CLIENT_ID: "client", STUBHUB_CLIENT_SECRET: VALUE });

  expect(faults).toEqual(["APP_ORIGIN: StubHub sends sellers back to https addresses only"]);
});

const service = { OIDC_ISSUER: "https://login.company.example/", OIDC_CLIENT_ID: "holdfast", OIDC_CLIENT_SECRET: VALUE };

it("a sign-in service is the whole of its settings, and is called by its host unless they name it", () => {
  expect(read(complete)).toMatchObject({ settings: { signInService: null } });
  expect(read({ ...complete, ...service })).toMatchObject({
    settings: {
      signInService: {
        issuer: "https://login.company.example/",
        clientId: "holdfast",
        clientSecret: VALUE,
        name: "login.company.example",
        algorithm: "RS256",
      },
    },
  });
  const named = { ...service, OIDC_NAME: "Company", OIDC_ALGORITHM: "ES256" };
  expect(read(named)).toMatchObject({ settings: { signInService: { name: "Company", algorithm: "ES256" } } });
});

it.each(Object.keys(service))("a sign-in service without %s stops the start by that name", (name) => {
  const half = Object.fromEntries(Object.entries(service).filter(([each]) => each !== name));

  expect(faultsOf({ ...complete, ...half })).toEqual([`${name}: is missing`]);
  expect(faultsOf(half), "in a trial as well").toEqual([`${name}: is missing`]);
});

it("a sign-in service's name alone is half of one", () => {
  expect(faultsOf({ ...complete, OIDC_NAME: "Company" })).toEqual(Object.keys(service).map((name) => `${name}: is missing`));
});

it.each([
  "http://login.company.example",
  "login.company.example",
  "https://u:p@login.company.example",
  "https://login.company.example/?x=1",
  "http://127.0.0.1:5000",
])("in production the issuer %s is refused", (issuer) => {
  const faults = faultsOf({ ...complete, ...service, OIDC_ISSUER: issuer });

  expect(faults).toEqual([expect.stringMatching(/^OIDC_ISSUER: must /)]);
});

it("a trial may sign in at a service on this machine, and at no other over http", () => {
  expect(read({ ...service, OIDC_ISSUER: "http://127.0.0.1:5000" }).ok).toBe(true);
  expect(faultsOf({ ...service, OIDC_ISSUER: "http://10.0.0.5:5000" })).toEqual(["OIDC_ISSUER: must start with https://"]);
});

it("a setup code is long, and a trial has none", () => {
  expect(faultsOf({ ...complete, SETUP_CODE: "short" })).toEqual(["SETUP_CODE: must have at least 16 characters"]);
  expect(read({ ...complete, SETUP_CODE: VALUE })).toMatchObject({ settings: { setupCode: VALUE } });
  expect(read({ SETUP_CODE: VALUE })).toMatchObject({ settings: { setupCode: null } });
});

it("a proxy is trusted only where production says so", () => {
  expect(read({ ...complete, TRUST_PROXY: "on" })).toMatchObject({ settings: { trustProxy: true } });
  expect(read({ TRUST_PROXY: "on" })).toMatchObject({ settings: { trustProxy: false } });
});
