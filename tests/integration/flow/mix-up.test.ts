import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ProviderDefinition, ProviderDefinitionInput } from "@/lib/core/providers/definition";
import type { Actor } from "@/lib/services/contract";
import { APP_ORIGIN, buildHouse, type House, houseRegistration, makeSeller } from "@/tests/support/house";
import { madeUpProvider } from "@/tests/support/provider-target";
import { arrive, type Started, start } from "@/tests/support/walk";
import { json, providerServer, TOKENS } from "../wire/provider-server";

type Server = Awaited<ReturnType<typeof providerServer>>;

/** A provider at a server of its own, in as many environments as are named. */
const providerAt = (id: string, origin: string, change: Partial<ProviderDefinitionInput> = {}): ProviderDefinition => {
  const environment = (label: string) => ({ label, isTest: true, allowHttp: true, bases: { auth: origin, api: origin } });
  return madeUpProvider({
    id,
    displayName: id,
    environments: { lookalike: environment("One"), second: environment("Two") },
    ...change,
  });
};
/** Answers tokens to whoever asks, and metadata at its well-known address. */
const tokenServer = (more: object = {}): Promise<Server> =>
  providerServer(({ path, headers }, response) => {
    const origin = `http://${headers.host}`;
    const endpoints = { issuer: origin, authorization_endpoint: `${origin}/authorize`, token_endpoint: `${origin}/token` };
    json(response, path.startsWith("/.well-known/") ? { ...endpoints, ...more } : TOKENS);
  });

let honest: Server;
let evil: Server;
let promising: Server;
let house: House;
let jane: Actor;

beforeAll(async () => {
  honest = await tokenServer();
  evil = await tokenServer();
  promising = await tokenServer({ authorization_response_iss_parameter_supported: true });
  const definitions = [
    providerAt("honest", honest.origin, { issuer: honest.origin, issInResponse: true }),
    providerAt("evil", evil.origin, { issuer: evil.origin }),
    providerAt("nameless", evil.origin),
    providerAt("promising", promising.origin, { discovery: { kind: "rfc8414", issuer: "{auth}" } }),
    providerAt("twofold", honest.origin, {
      redirect: { kind: "url", https: "optional", inAuthorization: true, inToken: true, perRegistration: true },
    }),
  ];
  const registrations = definitions.flatMap((definition) => [
    houseRegistration(definition),
    { ...houseRegistration(definition), environmentId: "second", clientId: "another client" },
  ]);
  house = await buildHouse({ registrations }, definitions);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  for (const server of [honest, evil, promising]) await server[Symbol.asyncDispose]();
});
beforeEach(async () => {
  jane = await makeSeller(house);
});

const begin = (providerId: string, environmentId: string | null = null) => start(house, jane, { providerId, environmentId });
const stateOf = ({ address }: Started) => new URL(address).searchParams.get("state") ?? "";
/** A response to this flow, at the callback address of a provider. */
const response = (started: Started, path: string, more: Record<string, string> = {}): URL =>
  new URL(
    `${APP_ORIGIN}/api/oauth/${path.replace("/", "/callback/")}${path.includes("/") ? "" : "/callback"}?${new URLSearchParams({
      code: "a-code",
      state: stateOf(started),
      ...more,
    })}`,
  );
const tokenRequests = () =>
  [honest, evil, promising].flatMap(({ seen }) => seen.filter(({ path }) => !path.startsWith("/.well-known/")));
const auditsOf = async (attemptId: string) =>
  (await house.database.query("select action from audit_event where object = $1", [attemptId])).map((row) => row["action"]);

/** Arrives, and proves that no server got code or secret and that the attempt is over. */
async function isRefused(started: Started, back: URL, audit: string): Promise<void> {
  const before = tokenRequests().length;
  expect((await arrive(house, jane, started, back)).outcome).toBe("mismatch");
  expect(tokenRequests().length, "no token request reached anybody").toBe(before);
  expect(await auditsOf(started.attemptId)).toEqual([audit]);
  expect((await house.services.dashboard(jane, {})).total).toBe(0);
  expect((await arrive(house, jane, started, back)).outcome, "and it cannot be tried again").toBe("mismatch");
  expect(tokenRequests().length).toBe(before);
}

describe("A5: a flow that is answered by somebody else", () => {
  it.each([
    ["evil", "honest"],
    ["honest", "evil"],
  ])("A5: begun at %s and returned at the address of %s, it ends before any token request", async (begunAt, returnedAt) => {
    const started = await begin(begunAt);
    const iss = returnedAt === "honest" ? honest.origin : evil.origin;
    await isRefused(started, response(started, returnedAt, { iss }), "callback_provider_mismatch");
  });

  it.each([
    ["the other provider", () => evil.origin],
    ["its own and a slash", () => `${honest.origin}/`],
    ["its own in capitals", () => honest.origin.toUpperCase()],
  ])("A5: with %s as the issuer it ends before any token request", async (_, iss) => {
    const started = await begin("honest");
    await isRefused(started, response(started, "honest", { iss: iss() }), "callback_issuer_mismatch");
  });

  it("A5: where no issuer is known, a response that names one is not exchanged", async () => {
    const started = await begin("nameless");
    const before = tokenRequests().length;
    const { outcome } = await arrive(house, jane, started, response(started, "nameless", { iss: evil.origin }));
    expect([outcome, tokenRequests().length]).toEqual(["code_expired", before]);
  });

  it("A5: each answered at its own address with its own issuer, both connect", async () => {
    for (const [id, server] of [
      ["honest", honest],
      ["evil", evil],
    ] as const) {
      const started = await begin(id);
      const before = server.seen.length;
      expect((await arrive(house, jane, started, response(started, id, { iss: server.origin }))).outcome).toBe("connected");
      expect(server.seen.length).toBeGreaterThan(before);
    }
  });
});

describe("A6: a server that promises to name itself", () => {
  it("A6: as its definition says: without a name the response is refused", async () => {
    const started = await begin("honest");
    await isRefused(started, response(started, "honest"), "callback_issuer_mismatch");
  });

  it("A6: as its own metadata says: without a name, or with another, the response is refused; with its own it connects", async () => {
    const silent = await begin("promising");
    await isRefused(silent, response(silent, "promising"), "callback_issuer_mismatch");
    const wrong = await begin("promising");
    await isRefused(wrong, response(wrong, "promising", { iss: evil.origin }), "callback_issuer_mismatch");

    const own = await begin("promising");
    const back = response(own, "promising", { iss: promising.origin });
    expect((await arrive(house, jane, own, back)).outcome).toBe("connected");
    expect(
      promising.seen.filter(({ path }) => path.startsWith("/.well-known/")),
      "the document was read once",
    ).toHaveLength(1);
  });

  it("A6: where it promises nothing, every registration has an address of its own, and only that one is answered at", async () => {
    const one = await begin("twofold", "lookalike");
    const two = await begin("twofold", "second");
    const pathOf = (started: Started) => new URL(new URL(started.address).searchParams.get("redirect_uri") ?? "").pathname;
    const registration = (started: Started) => pathOf(started).split("/").at(-1) ?? "";
    expect(pathOf(one)).toMatch(/^\/api\/oauth\/twofold\/callback\/reg_/);
    expect(registration(one)).not.toBe(registration(two));

    await isRefused(one, response(one, `twofold/${registration(two)}`), "callback_registration_mismatch");
    await isRefused(two, response(two, "twofold"), "callback_registration_mismatch");

    const third = await begin("twofold", "second");
    const { outcome } = await arrive(house, jane, third, response(third, `twofold/${registration(third)}`));
    expect(outcome).toBe("connected");
    expect(honest.seen.at(-1)?.form.get("redirect_uri")).toBe(`${APP_ORIGIN}${pathOf(third)}`);
    expect(honest.seen.at(-1)?.form.get("client_id"), "and its own client").toBe("another client");
  });
});
