import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, startApp } from "@/tests/support/app";
import { mailedLink, useLink } from "@/tests/support/mail-sign-in";
import { cameBack, connectAccount, depart, type Visitor, visitor } from "@/tests/support/visitor";

let app: App;
let jane: Visitor;
/** Everything that must never be written, by what it is. */
const secrets = new Map<string, string>();
beforeAll(async () => {
  app = await startApp();
  const { email } = await app.signIn("Jane");
  jane = visitor(app.origin);
  const link = await mailedLink(app.database, jane, email);
  secrets.set("the token of a mailed link", link.token);
  await useLink(jane, link);
  for (const [name, value] of Object.entries(await app.secrets())) if (name !== "deploymentId") secrets.set(name, value);
  for (const [, key = ""] of (secrets.get("keys") ?? "").matchAll(/"k":"([^"]+)"/g)) secrets.set("a key", key);
});
afterAll(() => app[Symbol.asyncDispose]());

/** A secret as it is, and as it may stand in an address, in JSON or in an encoded header. */
const forms = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  Buffer.from(secret).toString("base64url"),
  Buffer.from(secret).toString("hex"),
];

function expectNothingSecret(): void {
  for (const [name, value] of jane.held) if (value.length > 20) secrets.set(name, value);
  const written = app.output();
  for (const [name, secret] of secrets)
    for (const form of forms(secret)) expect(written.includes(form), `the output holds ${name}`).toBe(false);
}

const query = (target: string) => new URLSearchParams(target.split("?")[1]);

it("C4: hostile requests leave no secret in what the server writes", async () => {
  const { attempt, address } = await depart(jane);
  const target = await cameBack({ attempt, address }, { account: "ana" });
  for (const name of ["code", "state"]) secrets.set(name, query(target).get(name) ?? "");
  secrets.set("the marketplace's challenge", new URL(address).searchParams.get("code_challenge") ?? "");
  const [path = "", sent = ""] = target.split("?");

  for (const hostile of [
    `${path}?${sent}&code=second`,
    `${path}/reg_unknown?${sent}`,
    `/api/oauth/nobody/callback?${sent}`,
    `/${path}?${sent}`,
    `${path}%2f?${sent}`,
    `${path}?${sent}&error=${encodeURIComponent(`<b>${sent}</b>`)}`,
    `/connections/problem/${query(target).get("code")}`,
    `/sign-in?returnTo=${encodeURIComponent(`//evil.example?${sent}`)}`,
    `/api/auth/callback/email?token=${secrets.get("the token of a mailed link")}&email=x`,
    `/api/auth/signin?${sent}`,
  ])
    for (const method of ["GET", "HEAD", "POST"])
      await visitor(app.origin).look(hostile, { method, headers: { cookie: `__Host-holdfast.session=${"x".repeat(50)}` } });
  await jane.look(target);
  await jane.submit("/api/sign-in/continue", { token: secrets.get("the token of a mailed link") ?? "", email: "not an address" });

  expectNothingSecret();
});

it("C4: nor does a whole life of a connection", async () => {
  const { id } = await connectAccount(app, jane, {}, { account: "ben" });
  const broken = await fetch(`${app.sandboxOrigin}/console/faults`, {
    method: "POST",
    body: new URLSearchParams({ provider: "stubhub", fault: "html" }),
    redirect: "manual",
  });
  expect(broken.status).toBeLessThan(400);
  await jane.submit(`/api/connections/${id}/refresh`);
  await jane.submit(`/api/connections/${id}/disconnect`);

  expect(await app.database.query("select 1 from refresh_attempt where state <> 'COMMITTED'")).toHaveLength(1);
  expectNothingSecret();
});

it("C4: when our own database fails, people get a page without detail and the log a line without a secret", async () => {
  const { attempt, address } = await depart(jane);
  const target = await cameBack({ attempt, address }, { account: "ana" });
  for (const name of ["code", "state"]) secrets.set(`${name} of the fault`, query(target).get(name) ?? "");
  const before = app.output().length;

  for (const table of ["connection", "authorization_attempt"])
    await app.database.query(`alter table ${table} rename to ${table}_gone`);
  const callback = await jane.look(target);
  const form = await jane.submit("/api/connections/con_00aaaaaaaaaaaaaaaaaaaaaaaa/pause");
  const page = await jane.look("/connections");
  for (const table of ["connection", "authorization_attempt"])
    await app.database.query(`alter table ${table}_gone rename to ${table}`);

  expect([callback.status, callback.headers.location]).toEqual([303, `${app.origin}/connections/problem/unknown`]);
  expect([form.status, page.status]).toEqual([500, 500]);
  for (const { body, headers } of [callback, form, page]) {
    expect(`${body}${JSON.stringify(headers)}`).not.toMatch(/prisma|select |relation|does not exist|node_modules|\.ts:|_gone/i);
    expect(headers["cache-control"]).toBe("no-store");
  }
  const lines = app.output().slice(before).split("\n").filter(Boolean);
  expect(lines.filter((line) => line.includes('"page.failed"')).length).toBeGreaterThanOrEqual(3);
  for (const line of lines) expect(() => JSON.parse(line), `a line of the log is no JSON: ${line.slice(0, 80)}`).not.toThrow();
  expectNothingSecret();
  expect((await jane.look("/connections")).status).toBe(200);
});
