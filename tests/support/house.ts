import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeKeyRing } from "@/lib/adapters/crypto/key-ring";
import { systemRandomness } from "@/lib/adapters/crypto/randomness";
import type { CallEntry } from "@/lib/adapters/http/guarded-http";
import { systemClock } from "@/lib/adapters/system/clock";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import type { Role } from "@/lib/core/roles";
import { withLookalike } from "@/lib/runtime/compose-definitions";
import { type Container, createContainer } from "@/lib/runtime/container";
import { createLogger } from "@/lib/runtime/logger";
import { pretendRegistration } from "@/lib/runtime/pretend-registration";
import type { Registration, Settings } from "@/lib/runtime/settings";
import { consolePath } from "@/lib/sandbox/console/console-path";
import { lookalikeBases } from "@/lib/sandbox/lookalike-bases";
import { type RunningSandbox, startSandbox } from "@/lib/sandbox/start-sandbox";
import type { SandboxRecords } from "@/lib/sandbox/state/records";
import { freePort } from "@/lib/server/free-port";
import { pretendClient } from "@/lib/server/trial-sandbox";
import type { Actor } from "@/lib/services/contract";
import { type TestDatabase, testDatabase } from "./postgres";

export const APP_ORIGIN = "http://localhost:3000";
export const CLIENT_SECRET = "50%+1:x";

/** A whole Holdfast without its web server: a real database, the sandbox marketplace, every service. */
export type House = {
  readonly container: Container;
  readonly services: Container["runtime"]["services"];
  readonly database: TestDatabase;
  readonly sandbox: RunningSandbox;
  readonly calls: CallEntry[];
  readonly logLines: string[];
  readonly settings: Settings;
  readonly definitions: readonly ProviderDefinition[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export const settingsFor = (databaseUrl: string, over: Partial<Settings> = {}): Settings => ({
  mode: "trial",
  home: path.join(tmpdir(), `holdfast-house-${randomBytes(9).toString("hex")}`),
  databaseUrl,
  appOrigin: APP_ORIGIN,
  port: 3000,
  host: "localhost",
  sandboxOrigin: null,
  keys: makeKeyRing(),
  deploymentId: "test-house",
  authSecret: randomBytes(32).toString("base64url"),
  smtpUrl: null,
  mailFrom: "Holdfast <holdfast@localhost>",
  trustProxy: false,
  signInService: null,
  setupCode: null,
  eventDays: 90,
  auditDays: 365,
  registrations: [],
  engine: true,
  budgets: [],
  ...over,
});

export const houseRegistration = (definition: ProviderDefinition): Registration => ({
  ...pretendRegistration(definition, CLIENT_SECRET),
  clientId: "house client",
});

export type HouseAround = {
  /** What a shipped definition becomes, for us and for its look-alike alike. */
  readonly change?: (definition: ProviderDefinition) => ProviderDefinition;
  /** Puts something between us and the sandbox, and tells where we find it now. @param origin of the sandbox, which listens later */
  readonly between?: (origin: string) => Promise<string>;
  /** What the sandbox knows from the beginning. */
  readonly records?: SandboxRecords;
};

/** Builds a house; `await using` closes it. @param more definitions of independent servers, with a `lookalike` environment of their own */
export async function buildHouse(
  over: Partial<Settings> = {},
  more: readonly ProviderDefinition[] = [],
  { change = (definition) => definition, between = async (origin) => origin, records }: HouseAround = {},
): Promise<House> {
  const database = await testDatabase();
  const port = await freePort(20_000 + Math.floor(Math.random() * 20_000), "127.0.0.1");
  const found = await between(`http://127.0.0.1:${port}`);
  const pretend = withLookalike(
    CATALOGUE.map(change),
    (definition) => lookalikeBases(definition, found),
    ({ id }) => `http://127.0.0.1:${port}${consolePath(id)}`,
  );
  const definitions = [...pretend, ...more];
  const registrations = definitions.map(houseRegistration);
  const settings = settingsFor(database.url, { registrations, ...over });
  const clients = pretend.map((definition) => pretendClient(definition, houseRegistration(definition), APP_ORIGIN));
  const sandbox = await startSandbox({
    definitions: pretend,
    port,
    host: "127.0.0.1",
    statePath: null,
    clients,
    mode: "trial",
    ...(records && { records }),
  });
  const calls: CallEntry[] = [];
  const logLines: string[] = [];
  const sink = { out: (line: string) => void logLines.push(line), err: (line: string) => void logLines.push(line) };
  const container = await createContainer({
    settings,
    definitions,
    logger: createLogger({ clock: systemClock, sink }),
    migrationsDir: path.resolve("prisma/migrations"),
    onCall: (entry) => void calls.push(entry),
  });
  return {
    container,
    services: container.runtime.services,
    database,
    sandbox,
    calls,
    logLines,
    settings,
    definitions,
    [Symbol.asyncDispose]: async () => {
      await sandbox.close();
      await container.close();
      await database[Symbol.asyncDispose]();
      await rm(settings.home, { recursive: true, force: true });
    },
  };
}

/** A person with a session of their own. */
export async function makeSeller(house: Pick<House, "container">, name = "Jane", role: Role = "seller"): Promise<Actor> {
  const { accounts, runtime } = house.container;
  const unique = systemRandomness.token(9).toLowerCase();
  const person = await accounts.invite(
    { id: `usr_${systemRandomness.token(15)}`, name, email: `${name}.${unique}@shop.test`.toLowerCase(), role },
    { action: "test", actorKind: "holdfast", actorId: null, object: null, result: "done" },
  );
  return newSession(runtime, person.id, role);
}

export async function newSession(runtime: Container["runtime"], personId: string, role: Role = "seller"): Promise<Actor> {
  const session = await runtime.people.createSession({
    tokenHash: runtime.digest.sha256(systemRandomness.token(32)),
    personId,
    expiresAt: new Date(Date.now() + 3_600_000),
    userAgent: "test",
  });
  return { userId: personId, sessionId: session.id, role };
}
