import { networkInterfaces } from "node:os";
import { expect, it } from "vitest";
import { makeKeyRing } from "@/lib/adapters/crypto/key-ring";
import { freePort } from "@/lib/server/free-port";
import { ask } from "@/tests/support/ask";
import { testDatabase } from "@/tests/support/postgres";
import { startServer } from "@/tests/support/server-start";

const VALUE = "a-value-that-must-not-be-shown-anywhere";
const complete = () => ({
  HOLDFAST_MODE: "production",
  DATABASE_URL: `postgresql://holdfast:${VALUE}@127.0.0.1:1/holdfast`,
  APP_ORIGIN: "https://holdfast.example",
  HOLDFAST_KEYS: makeKeyRing(),
  DEPLOYMENT_ID: "deployment-1",
  AUTH_SECRET: VALUE,
  SMTP_URL: `smtp://holdfast:${VALUE}@127.0.0.1:1`,
  MAIL_FROM: "Holdfast <holdfast@holdfast.example>",
});

/** What it says before it gives up, and how. */
async function refusal(env: Readonly<Record<string, string>>) {
  const startedMs = performance.now();
  await using server = await startServer(env);
  const started = server.waitFor(/Holdfast is ready/, 20_000).then(
    () => "it started",
    () => server.ended,
  );
  const code = await Promise.race([server.ended, started]);
  return { code, ms: performance.now() - startedMs, words: server.output() };
}

it("production with nothing set lists every missing setting by name, and ends at once", async () => {
  const { code, ms, words } = await refusal({ HOLDFAST_MODE: "production" });

  expect(code).toBe(1);
  expect(ms).toBeLessThan(5000);
  for (const name of ["DATABASE_URL", "APP_ORIGIN", "HOLDFAST_KEYS", "DEPLOYMENT_ID", "AUTH_SECRET", "SMTP_URL", "MAIL_FROM"])
    expect(words).toContain(`${name}: is missing`);
  expect(words).not.toMatch(/\n\s+at |Error:/);
});

it("malformed settings are named, none of their values is shown, and nothing starts", async () => {
  const malformed = {
    APP_ORIGIN: "https://holdfast.example/shown-if-careless",
    DATABASE_URL: `mysql://${VALUE}@127.0.0.1/x`,
    PORT: "70000",
    AUTH_SECRET: "shown-if-careless",
    DEPLOYMENT_ID: "shown if careless",
    SMTP_URL: `http://${VALUE}@127.0.0.1`,
    TRUST_PROXY: "shown-if-careless",
  };

  const [shape, ring] = [
    await refusal({ ...complete(), ...malformed }),
    await refusal({ ...complete(), HOLDFAST_KEYS: `{"keys":[{"kty":"oct","k":"${VALUE}"}]}` }),
  ];

  for (const name of Object.keys(malformed)) expect(shape.words).toMatch(new RegExp(`^  ${name}: `, "m"));
  expect(ring.words).toMatch(/^ {2}HOLDFAST_KEYS: /m);
  for (const { code, words } of [shape, ring]) {
    expect(code).toBe(1);
    expect(words).not.toMatch(new RegExp(`${VALUE}|shown.if.careless|ready`));
  }
});

it("a trial is refused an address on the internet", async () => {
  const { code, words } = await refusal({ HOLDFAST_MODE: "trial", APP_ORIGIN: "https://holdfast.example" });

  expect(code).toBe(1);
  expect(words).toContain("APP_ORIGIN: a trial runs on this machine only");
});

it("StubHub 8: an http address of ours is refused, by its name, once a client of StubHub's own is set", async () => {
  const { code, words } = await refusal({
    APP_ORIGIN: "http://localhost:3000",
    STUBHUB_CLIENT_ID: "client",
    STUBHUB_CLIENT_SECRET: VALUE,
  });

  expect(code).toBe(1);
  expect(words).toMatch(/^ {2}APP_ORIGIN: StubHub sends sellers back to https addresses only/m);
  expect(words).not.toContain(VALUE);
});

it("a forgotten mode never opens a trial's one-click people on a real database or address", async () => {
  const [database, address] = [
    await refusal({ DATABASE_URL: complete().DATABASE_URL }),
    await refusal({ APP_ORIGIN: "https://holdfast.example" }),
  ];

  for (const { code, words } of [database, address]) {
    expect(code).toBe(1);
    expect(words).toContain("AUTH_SECRET: is missing");
  }
});

it("a trial listens on this machine only, for people and for its sandbox", async () => {
  const [port, sandbox] = [await freePort(36_000, "localhost"), await freePort(37_000, "127.0.0.1")];
  await using database = await testDatabase();
  await using server = await startServer({
    HOLDFAST_MODE: "trial",
    DATABASE_URL: database.url,
    PORT: String(port),
    SANDBOX_PORT: String(sandbox),
  });
  await server.waitFor(/Holdfast is ready/, 60_000);

  expect((await ask(`http://localhost:${port}`, "/api/health")).status).toBe(200);
  const outside = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4");
  for (const { address } of outside)
    for (const each of [port, sandbox])
      await expect(ask(`http://${address}:${each}`, "/"), `port ${each}`).rejects.toThrow(/ECONNREFUSED/);
});

it("production has no sandbox, no demo people and no mailbox, even on a trial's database", async () => {
  const [port, sandbox] = [await freePort(38_000, "127.0.0.1"), await freePort(39_000, "127.0.0.1")];
  await using database = await testDatabase();
  await database.query(
    "insert into app_user (public_id, name, email, is_demo) values ('usr_demo', 'Demo', 'demo@shop.test', true)",
  );
  await using server = await startServer({
    ...complete(),
    DATABASE_URL: database.url,
    PORT: String(port),
    SANDBOX_PORT: String(sandbox),
  });
  await server.waitFor(/Holdfast is ready/, 60_000);
  const at = `http://127.0.0.1:${port}`;
  const form = {
    method: "POST",
    headers: { origin: "https://holdfast.example", "content-type": "application/x-www-form-urlencoded" },
  };

  await expect(ask(`http://127.0.0.1:${sandbox}`, "/")).rejects.toThrow(/ECONNREFUSED/);
  expect((await ask(at, "/api/sign-in/demo", { ...form, body: "person=usr_demo" })).status).toBe(404);
  expect((await ask(at, "/mailbox")).status).toBe(404);
  const page = await ask(at, "/sign-in");
  expect(page.status).toBe(200);
  expect(page.body).not.toMatch(/Demo|demo|usr_demo|127\.0\.0\.1/);
  expect(page.headers["strict-transport-security"]).toMatch(/max-age=(3153600\d|[4-9]\d{7,}); includeSubDomains/);
  expect(server.output()).not.toContain(VALUE);
});

it("a second process on the same embedded database is refused with a sentence, and the first one goes on", async () => {
  const [port, sandbox] = [await freePort(40_000, "localhost"), await freePort(41_000, "127.0.0.1")];
  await using first = await startServer({ PORT: String(port), SANDBOX_PORT: String(sandbox) });
  await first.waitFor(/Holdfast is ready/, 60_000);

  const { code, words } = await refusal({
    HOLDFAST_HOME: first.home,
    PORT: String(port + 500),
    SANDBOX_PORT: String(sandbox + 500),
  });

  expect(code).toBe(1);
  expect(words).toContain(`in use by process ${first.pid}`);
  expect(words).toContain("DATABASE_URL");
  expect(words).not.toMatch(/\n\s+at /);
  expect((await ask(`http://localhost:${port}`, "/api/health")).status).toBe(200);
});
