import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, SESSION_COOKIE, startApp } from "@/tests/support/app";
import { dump } from "@/tests/support/dump";
import { mailedLink, useLink } from "@/tests/support/mail-sign-in";
import { pathTo, type Visitor, visitor } from "@/tests/support/visitor";

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");
const isIn = async (browser: Visitor) => (await browser.look("/connections")).status === 200;
const asksToSignIn = async (browser: Visitor) => pathTo(await browser.look("/connections")).startsWith("/sign-in");

async function demoSeller(): Promise<Visitor> {
  const [row] = await app.database.query("select public_id from app_user where is_demo and role = 'seller' limit 1");
  const browser = visitor(app.origin);
  await browser.submit("/api/sign-in/demo", { person: String(row?.["public_id"]) });
  return browser;
}

const sessionLine = (browser: Visitor) => browser.offered.filter((line) => line.startsWith(`${SESSION_COOKIE}=`)).at(-1) ?? "";

it("D1: a session's cookie is bound to our host and out of reach of scripts, by link and by demo", async () => {
  const { email } = await app.signIn("Jane");
  const byLink = visitor(app.origin);
  await useLink(byLink, await mailedLink(app.database, byLink, email));

  for (const browser of [byLink, await demoSeller()]) {
    const attributes = sessionLine(browser)
      .split("; ")
      .slice(1)
      .map((each) => each.toLowerCase());
    expect(attributes).toEqual(expect.arrayContaining(["path=/", "httponly", "secure", "samesite=lax"]));
    expect(attributes.join()).not.toContain("domain");
    expect(await isIn(browser)).toBe(true);
  }
  expect([...byLink.held.keys()]).toEqual([SESSION_COOKIE]);
});

it("E5: signing in gives a new session of 256 random bits, ends the old one, and only a digest is stored", async () => {
  const jane = await app.signIn("Jane");
  const browser = visitor(app.origin, jane.cookie);
  const old = visitor(app.origin, jane.cookie);

  await useLink(browser, await mailedLink(app.database, browser, jane.email));

  const token = browser.held.get(SESSION_COOKIE) ?? "";
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(`${SESSION_COOKIE}=${token}`).not.toBe(jane.cookie);
  expect([await isIn(browser), await asksToSignIn(old)]).toEqual([true, true]);
  expect(await app.database.query("select 1 from session where token_hash = $1", [sha256(token)])).toHaveLength(1);
  expect(JSON.stringify(await dump(app.database.url))).not.toContain(token);
});

it("E5: a session that somebody else chose is never taken over", async () => {
  const planted = "A".repeat(43);
  const browser = visitor(app.origin, `${SESSION_COOKIE}=${planted}`);
  const { email } = await app.signIn("Jane");

  await useLink(browser, await mailedLink(app.database, browser, email));

  expect(browser.held.get(SESSION_COOKIE)).not.toBe(planted);
  expect(await asksToSignIn(visitor(app.origin, `${SESSION_COOKIE}=${planted}`))).toBe(true);
});

it("D6: a mailed link is not used up by opening it, by a scanner, or twice", async () => {
  const { email } = await app.signIn("Jane");
  const browser = visitor(app.origin);
  const link = await mailedLink(app.database, browser, email);
  const last = `/api/auth/callback/email?token=${link.token}&email=${encodeURIComponent(email)}&callbackUrl=%2Fconnections`;
  const before = await dump(app.database.url);

  for (const target of [link.target, last])
    for (const method of ["GET", "HEAD"]) await visitor(app.origin).look(target, { method });

  expect(await dump(app.database.url)).toEqual(before);
  const home = await useLink(browser, link);
  expect([home, pathTo(await browser.look(home))]).toEqual(["/", "/connections"]);
  const second = visitor(app.origin);
  expect(await useLink(second, link)).toBe("/sign-in?problem=link_used");
  expect(await asksToSignIn(second)).toBe(true);
});

it("E4: a person who is disabled, or whose sessions were ended elsewhere, is out with the next request", async () => {
  const [disabled, elsewhere, expired] = [await app.signIn("Jane"), await app.signIn("Omar"), await app.signIn("Kim")];
  const browsers = [disabled, elsewhere, expired].map(({ cookie }) => visitor(app.origin, cookie));
  for (const browser of browsers) expect(await isIn(browser)).toBe(true);

  await app.database.query("update app_user set disabled_at = now() where public_id = $1", [disabled.userId]);
  await app.database.query("delete from session where public_id = $1", [elsewhere.sessionId]);
  await app.database.query("update session set expires_at = now() where public_id = $1", [expired.sessionId]);

  for (const browser of browsers) {
    expect(await asksToSignIn(browser)).toBe(true);
    expect(pathTo(await browser.submit("/api/settings/profile", { name: "X", theme: "dark" }))).toMatch(
      /^\/sign-in\?problem=session/,
    );
  }
  expect(await app.database.query("select 1 from app_user where name = 'X'")).toEqual([]);
});

it("E6: a session that nobody uses ends: a seller's after 12 hours, an admin's after half an hour", async () => {
  const [seller, admin] = [await app.signIn("Jane"), await app.signIn("Ada", "admin")];
  const seen = (sessionId: string, ago: string) =>
    app.database.query("update session set last_seen_at = now() - $2::interval where public_id = $1", [sessionId, ago]);

  await seen(seller.sessionId, "11 hours");
  await seen(admin.sessionId, "29 minutes");
  expect([await isIn(visitor(app.origin, seller.cookie)), await isIn(visitor(app.origin, admin.cookie))]).toEqual([true, true]);
  // The page that was just looked at counts as use.
  const [row] = await app.database.query(
    "select min(last_seen_at) > now() - interval '1 minute' as seen from session where public_id = any($1)",
    [[seller.sessionId, admin.sessionId]],
  );
  expect(row).toEqual({ seen: true });

  await seen(seller.sessionId, "12 hours");
  await seen(admin.sessionId, "30 minutes");
  expect(await asksToSignIn(visitor(app.origin, seller.cookie))).toBe(true);
  expect(await asksToSignIn(visitor(app.origin, admin.cookie))).toBe(true);
});

it("E6: a page that asks by itself for news keeps nobody signed in", async () => {
  const { cookie, sessionId } = await app.signIn("Jane");
  await app.database.query("update session set last_seen_at = now() - interval '11 hours' where public_id = $1", [sessionId]);

  expect((await visitor(app.origin, cookie).look("/api/connections/pulse")).status).toBe(200);

  const [row] = await app.database.query(
    "select last_seen_at < now() - interval '10 hours' as idle from session where public_id = $1",
    [sessionId],
  );
  expect(row).toEqual({ idle: true });
});

it("E6: an admin's session ends after 8 hours, however busy it is, and its cookie says so from the start", async () => {
  const { email, cookie, sessionId } = await app.signIn("Ada", "admin");
  await app.database.query("update session set created_at = now() - interval '8 hours' where public_id = $1", [sessionId]);
  expect(await asksToSignIn(visitor(app.origin, cookie))).toBe(true);

  const browser = visitor(app.origin);
  await useLink(browser, await mailedLink(app.database, browser, email));
  const until = Date.parse(/Expires=([^;]+)/.exec(sessionLine(browser))?.[1] ?? "");
  expect(Math.abs(until - Date.now() - 8 * 3_600_000)).toBeLessThan(60_000);
});

it("a link that was used and a link that is too old are told apart, and neither signs anybody in", async () => {
  const { email } = await app.signIn("Jane");
  const asked = visitor(app.origin);
  const [used, old] = [await mailedLink(app.database, asked, email), await mailedLink(app.database, asked, email)];
  await useLink(asked, used);
  const tooOld = "update verification set expires_at = now() - interval '1 second' where used_at is null and identifier = $1";
  await app.database.query(tooOld, [email]);

  const [second, late, made] = [visitor(app.origin), visitor(app.origin), visitor(app.origin)];
  expect(await useLink(second, used)).toBe("/sign-in?problem=link_used");
  expect(await useLink(late, old)).toBe("/sign-in?problem=link_expired");
  expect(await useLink(made, { ...old, token: "t".repeat(43) })).toBe("/sign-in?problem=link");
  for (const browser of [second, late, made]) expect(browser.held.has(SESSION_COOKIE)).toBe(false);
});

it("a link tells the browser that did not ask for it, and only that one", async () => {
  const { email } = await app.signIn("Jane");
  const asked = visitor(app.origin);
  const link = await mailedLink(app.database, asked, email);

  expect((await asked.look(link.target)).body).not.toContain("another browser");
  expect((await visitor(app.origin).look(link.target)).body).toContain("You opened the link in another browser. Continue here?");
});

it("E4: a changed role is known with the next request: the page shows what the database says, not what the session was made with", async () => {
  const { cookie, userId } = await app.signIn("Jane");
  const browser = visitor(app.origin, cookie);
  await browser.look("/settings/profile");

  await app.database.query("update app_user set name = 'Renamed Jane', role = 'admin' where public_id = $1", [userId]);

  expect((await browser.look("/settings/profile")).body).toContain("Renamed Jane");
});

it("E4: signing out everywhere else ends every other browser at once and keeps this one", async () => {
  const { cookie, email } = await app.signIn("Jane");
  const here = visitor(app.origin);
  await useLink(here, await mailedLink(app.database, here, email));
  const there = visitor(app.origin, cookie);
  expect([await isIn(here), await isIn(there)]).toEqual([true, true]);

  await here.submit("/api/sessions/end-others");

  expect([await isIn(here), await asksToSignIn(there)]).toEqual([true, true]);
  expect(pathTo(await there.look("/connections"))).toBe("/sign-in?problem=session&returnTo=%2Fconnections");
});

it("C7: signing out ends the session on the server and tells the browser to forget its pages", async () => {
  const { cookie } = await app.signIn("Jane");
  const browser = visitor(app.origin, cookie);

  const answer = await browser.submit("/api/sign-out");

  expect([answer.status, pathTo(answer)]).toEqual([303, "/sign-in"]);
  expect(answer.headers["clear-site-data"]).toBe('"cache", "storage"');
  expect(browser.held.has(SESSION_COOKIE)).toBe(false);
  expect(await asksToSignIn(visitor(app.origin, cookie))).toBe(true);
});

it("C7: so does ending this very session from the list of sessions", async () => {
  const { cookie, sessionId } = await app.signIn("Jane");
  const browser = visitor(app.origin, cookie);

  const answer = await browser.submit(`/api/sessions/${sessionId}/end`);

  expect(answer.headers["clear-site-data"]).toBe('"cache", "storage"');
  expect([browser.held.has(SESSION_COOKIE), await asksToSignIn(visitor(app.origin, cookie))]).toEqual([false, true]);
});

it.each([
  ["/connections", "/connections"],
  ["/connections?_rsc=1abc9", "/connections"],
  ["/connections?_rsc", "/connections"],
  ["/connections?state=paused&_rsc=1abc9", "/connections?state=paused"],
  ["/connections?_rsc=1abc9&state=paused", "/connections?state=paused"],
  ["/connections?state=paused&_rsc", "/connections?state=paused"],
])("a stranger at %s comes back to %s after signing in", async (target, back) => {
  const answer = await visitor(app.origin).look(target);

  expect(pathTo(answer)).toBe(`/sign-in?returnTo=${encodeURIComponent(back)}`);
});
