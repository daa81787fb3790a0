import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, SESSION_COOKIE, startApp } from "@/tests/support/app";
import { dump } from "@/tests/support/dump";
import { clickThrough } from "@/tests/support/independent-server";
import { type SignInServer, signInServer } from "@/tests/support/sign-in-service";
import { leavingAddress, pathTo, type Visitor, visitor } from "@/tests/support/visitor";

let service: SignInServer;
let app: App;
beforeAll(async () => {
  service = await signInServer();
  app = await startApp(service.env);
  service.admit(app.origin);
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
});

/** Presses the service's button and reads where the leaving page goes. */
async function leave(browser: Visitor, returnTo?: string): Promise<string> {
  const pressed = await browser.submit("/api/sign-in/service", returnTo === undefined ? {} : { returnTo });
  expect(pathTo(pressed)).toBe("/sign-in/leave");
  return leavingAddress(await browser.look("/sign-in/leave"));
}

/** Signs in at the service's own pages and gives the callback's target, not yet visited. */
async function visited(address: string, login: string): Promise<string> {
  const back = await clickThrough(address, login, app.origin);
  return `${back.pathname}${back.search}`;
}

async function signIn(browser: Visitor, login: string, returnTo?: string): Promise<string> {
  return pathTo(await browser.look(await visited(await leave(browser, returnTo), login)));
}

const verified = (login: string, email: string) => service.accounts.set(login, { email, email_verified: true });
const isIn = async (browser: Visitor) => (await browser.look("/connections")).status === 200;
const sessionsOf = async (userId: string) =>
  (await app.database.query("select 1 from session s join app_user u on u.id = s.user_id where u.public_id = $1", [userId]))
    .length;

it("whoever is a person here comes in with the address that the service has verified, and goes on where they wanted", async () => {
  const jane = await app.signIn("Jane");
  verified("jane-at-work", jane.email.toUpperCase());
  const browser = visitor(app.origin);

  const address = new URL(await leave(browser, "/settings/profile"));
  const sent = Object.fromEntries(address.searchParams);
  expect(sent).toMatchObject({ response_type: "code", scope: "openid email", code_challenge_method: "S256" });
  expect(sent["redirect_uri"]).toBe(`${app.origin}/api/auth/callback/oidc`);
  for (const name of ["state", "nonce", "code_challenge"]) expect(sent[name]?.length, name).toBeGreaterThanOrEqual(43);

  expect(pathTo(await browser.look(await visited(address.href, "jane-at-work")))).toBe("/settings/profile");
  expect(await isIn(browser)).toBe(true);
  expect([...browser.held.keys()]).toEqual([SESSION_COOKIE]);
});

it("nothing that the service gave is kept, and only what it calls the person is remembered", async () => {
  const everything = JSON.stringify(await dump(app.database.url));

  expect(service.given.length).toBeGreaterThanOrEqual(2);
  for (const token of service.given) {
    expect(everything).not.toContain(token);
    expect(app.output()).not.toContain(token);
  }
  const [row] = await app.database.query("select issuer, subject from sign_in_account");
  expect(row).toEqual({ issuer: service.env["OIDC_ISSUER"], subject: "jane-at-work" });
});

it("A19: from then on the person is known by the service's word for them, whatever address stands there", async () => {
  const kim = await app.signIn("Kim");
  verified("kim-at-work", kim.email);
  await signIn(visitor(app.origin), "kim-at-work");

  service.accounts.set("kim-at-work", { email: "married.kim@shop.test", email_verified: false });
  const later = visitor(app.origin);
  expect(await signIn(later, "kim-at-work")).toBe("/");
  expect(await isIn(later)).toBe(true);

  // The address was given to somebody else there, who must not become Kim.
  verified("new-kim", kim.email);
  const other = visitor(app.origin);
  expect(await signIn(other, "new-kim")).toBe("/sign-in?problem=service_nobody");
  expect(await isIn(other)).toBe(false);
});

it("who is not known here, not verified there, or shut out stays out, and nobody is made by trying", async () => {
  const [omar, bo] = [await app.signIn("Omar"), await app.signIn("Bo")];
  await app.database.query("update app_user set disabled_at = now() where public_id = $1", [bo.userId]);
  service.accounts.set("nobody", { email: "nobody@shop.test", email_verified: true });
  service.accounts.set("unverified", { email: omar.email, email_verified: false });
  service.accounts.set("quoted", { email: omar.email, email_verified: "true" });
  service.accounts.set("shut-out", { email: bo.email, email_verified: true });
  const people = () => app.database.query("select count(*)::int as n from app_user");
  const before = await people();

  for (const login of ["nobody", "unverified", "quoted", "shut-out"]) {
    const browser = visitor(app.origin);
    expect(await signIn(browser, login), login).toBe("/sign-in?problem=service_nobody");
    expect([await isIn(browser), browser.held.has(SESSION_COOKIE)], login).toEqual([false, false]);
  }
  expect(await people()).toEqual(before);
});

it("an open invitation is accepted by coming in, and one that is over opens nothing", async () => {
  const invite = (name: string, until: string) =>
    app.database.query(
      `insert into app_user (public_id, name, email, invitation_hash, invited_until) values ($1, $1, $2, $1, now() + $3::interval)`,
      [`usr_invited_${name}`, `${name}@shop.test`, until],
    );
  await invite("soon", "1 hour");
  await invite("late", "-1 hour");
  verified("soon", "soon@shop.test");
  verified("late", "late@shop.test");

  expect(await signIn(visitor(app.origin), "late")).toBe("/sign-in?problem=service_nobody");
  expect(await signIn(visitor(app.origin), "soon")).toBe("/");
  const [row] = await app.database.query("select invitation_hash, invited_until from app_user where name = 'usr_invited_soon'");
  expect(row).toEqual({ invitation_hash: null, invited_until: null });
});

it("an answer is worth nothing to another browser, a second time, with another flow's state, or with a thing said twice", async () => {
  const ana = await app.signIn("Ana");
  verified("ana", ana.email);
  const browser = visitor(app.origin);
  const target = await visited(await leave(browser), "ana");
  const before = service.grants.length;

  const [stranger, beside] = [visitor(app.origin), visitor(app.origin)];
  await leave(beside);
  for (const [who, what] of [
    [stranger, target],
    [beside, target],
    [visitor(app.origin), `${target}&state=x`],
    [visitor(app.origin), `${target}&code=x`],
    [visitor(app.origin), "/api/auth/callback/oidc"],
  ] as const) {
    const answer = await who.look(what);
    expect(pathTo(answer)).toBe("/sign-in?problem=service");
    expect(who.held.has(SESSION_COOKIE)).toBe(false);
  }
  expect(service.grants.length, "the code was not even shown to the service").toBe(before);

  expect(pathTo(await browser.look(target))).toBe("/");
  expect(pathTo(await browser.look(target))).toBe("/sign-in?problem=service");
  expect((await visitor(app.origin).look(target, { method: "HEAD" })).status).toBe(405);
});

it("E5: coming in as somebody else ends the session that the browser had, and ties nothing to it", async () => {
  const [lee, max] = [await app.signIn("Lee"), await app.signIn("Max")];
  verified("max", max.email);
  const browser = visitor(app.origin, lee.cookie);

  expect(await signIn(browser, "max")).toBe("/");

  expect((await browser.look("/settings/profile")).body).toContain(max.email);
  expect(await isIn(visitor(app.origin, lee.cookie))).toBe(false);
  expect([await sessionsOf(lee.userId), await sessionsOf(max.userId)]).toEqual([0, 2]);
  const bound = await app.database.query(
    "select u.public_id from sign_in_account a join app_user u on u.id = a.user_id where subject = 'max'",
  );
  expect(bound).toEqual([{ public_id: max.userId }]);
});

it("A22: signing in there again is a sign-in of now, so an account can be added", async () => {
  const { email, userId } = await app.signIn("Ivy");
  verified("ivy", email);
  const browser = visitor(app.origin);
  await signIn(browser, "ivy");
  await app.database.query(
    "update session s set created_at = now() - interval '2 hours' from app_user u where u.id = s.user_id and u.public_id = $1",
    [userId],
  );

  await signIn(browser, "ivy");

  const [row] = await app.database.query(
    "select max(s.created_at) > now() - interval '1 minute' as fresh from session s join app_user u on u.id = s.user_id where u.public_id = $1",
    [userId],
  );
  expect(row).toEqual({ fresh: true });
});

it("what the service says went wrong is told in our own words", async () => {
  const words = encodeURIComponent("<b>call us</b>");

  const denied = await visitor(app.origin).look(`/api/auth/callback/oidc?error=access_denied&error_description=${words}&state=x`);
  const broken = await visitor(app.origin).look(`/api/auth/callback/oidc?error=server_error&error_description=${words}&state=x`);

  expect([pathTo(denied), pathTo(broken)]).toEqual(["/sign-in?problem=service_denied", "/sign-in?problem=service"]);
  const page = (await visitor(app.origin).look(pathTo(denied))).body;
  expect(page).toContain("You chose not to sign in with Company.");
  expect(page).not.toContain("call us");
});

it("an address that stands in the id_token is taken as well", async () => {
  service.admit(app.origin, true);
  const { email } = await app.signIn("Una");
  verified("una", email);

  expect(await signIn(visitor(app.origin), "una")).toBe("/");
});
