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
  const refused = await second.look(await useLink(second, link));
  expect(pathTo(refused)).toMatch(/^\/sign-in\?/);
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
