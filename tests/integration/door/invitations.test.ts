import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, SESSION_COOKIE, startApp } from "@/tests/support/app";
import { changes, dump } from "@/tests/support/dump";
import { mailedLink, useLink } from "@/tests/support/mail-sign-in";
import { pathTo, type Visitor, visitor } from "@/tests/support/visitor";

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");

type Invited = { readonly token: string; readonly email: string; readonly page: string };

/** Invites somebody as the command does. */
async function invite(name: string, { role = "seller", until = "7 days", by = null as string | null } = {}): Promise<Invited> {
  const [token, email] = [randomBytes(32).toString("base64url"), `${name}.${randomBytes(4).toString("hex")}@shop.test`];
  await app.database.query(
    `insert into app_user (public_id, name, email, role, invitation_hash, invited_until, invited_by)
     values ($1, $2, $3, $4::"Role", $5, now() + $6::interval, $7)`,
    [`usr_${randomBytes(15).toString("base64url")}`, name, email, role, sha256(token), until, by],
  );
  return { token, email, page: `/invite/${token}` };
}

const accept = (browser: Visitor, { token }: Invited) => browser.submit("/api/invite/accept", { token });
const isIn = async (browser: Visitor) => (await browser.look("/connections")).status === 200;
const isThere = async ({ email }: Invited) =>
  (await app.database.query("select 1 from app_user where email = $1", [email])).length === 1;

it("an invitation says who invites, as what and what that allows, and opening it in any way uses nothing up", async () => {
  const seller = await invite("jane", { by: "Ada Admin" });
  const admin = await invite("bo", { role: "admin" });
  const before = await dump(app.database.url);

  for (const { page } of [seller, admin])
    for (const method of ["GET", "HEAD"])
      for (const headers of [{}, { rsc: "1" }, { "sec-purpose": "prefetch" }])
        await visitor(app.origin).look(page, { method, headers });
  const [one, other] = [await visitor(app.origin).look(seller.page), await visitor(app.origin).look(admin.page)];

  expect(changes(before, await dump(app.database.url))).toEqual([]);
  const words = (body: string) => body.replace(/<(script|head)\b[\s\S]*?<\/\1>|<[^>]*>/g, "").replace(/\s+/g, " ");
  expect(words(one.body)).toContain(`Ada Admin invited you to Holdfast at ${new URL(app.origin).host} as a seller.`);
  expect(words(one.body)).toContain(`This invitation is for ${seller.email}.`);
  expect(words(one.body)).toContain("Connect your accounts at marketplaces");
  expect(words(other.body)).toContain("You are invited to Holdfast");
  expect(words(other.body)).toContain("as an admin.");
  expect(one.headers["referrer-policy"]).toBe("same-origin");
});

it("accepting signs its person in, once, and the link is over from then on", async () => {
  const invited = await invite("kim");
  const [browser, second] = [visitor(app.origin), visitor(app.origin)];

  expect(pathTo(await accept(browser, invited))).toBe("/connections");
  expect(await isIn(browser)).toBe(true);
  expect(Buffer.from(browser.held.get(SESSION_COOKIE) ?? "", "base64url")).toHaveLength(32);

  expect(pathTo(await accept(second, invited))).toBe(invited.page);
  expect(second.held.has(SESSION_COOKIE)).toBe(false);
  const gone = await second.look(invited.page);
  expect([gone.status, gone.body.includes("This invitation does not work any more")]).toEqual([404, true]);
  const told = await app.database.query(
    "select result from audit_event where action = 'invitation_accepted' and actor_kind = 'seller'",
  );
  expect(told.length).toBe(1);
});

it("of twenty who accept at once, one gets in", async () => {
  const invited = await invite("lee");

  const answers = await Promise.all(Array.from({ length: 20 }, () => accept(visitor(app.origin), invited)));

  expect(answers.filter((answer) => pathTo(answer) === "/connections")).toHaveLength(1);
});

it("an invited admin starts at the admin's pages, and whoever was signed in in that browser is out", async () => {
  const [invited, omar] = [await invite("max", { role: "admin" }), await app.signIn("Omar")];
  const browser = visitor(app.origin, omar.cookie);
  expect((await browser.look(invited.page)).body).toContain("You are signed in as");

  expect(pathTo(await accept(browser, invited))).toBe("/admin");

  expect((await browser.look("/admin")).status).toBe(200);
  expect(await isIn(visitor(app.origin, omar.cookie))).toBe(false);
});

it("declining forgets the person, and neither the link nor the address lets anybody in", async () => {
  const invited = await invite("mia");
  const browser = visitor(app.origin);

  const answer = await browser.submit("/api/invite/decline", { token: invited.token });

  expect(pathTo(answer)).toBe("/sign-in");
  expect((await browser.look("/sign-in")).body).toContain("You declined. We have forgotten your address.");
  expect(await isThere(invited)).toBe(false);
  expect(pathTo(await accept(visitor(app.origin), invited))).toBe(invited.page);
  await browser.submit("/api/sign-in", { email: invited.email });
  expect(await app.database.query("select 1 from mailbox_message where recipient = $1", [invited.email])).toEqual([]);
});

it("a member's link is over, so nobody can decline them away", async () => {
  const invited = await invite("ned");
  await accept(visitor(app.origin), invited);

  await visitor(app.origin).submit("/api/invite/decline", { token: invited.token });

  expect(await isThere(invited)).toBe(true);
});

it("after seven days the link says so and lets nobody in, and neither does a mailed one", async () => {
  const invited = await invite("pia", { until: "-1 second" });
  const browser = visitor(app.origin);

  expect((await browser.look(invited.page)).body).toContain("This invitation is over");
  expect(pathTo(await accept(browser, invited))).toBe(invited.page);
  await browser.submit("/api/invite/decline", { token: invited.token });
  expect(await isThere(invited)).toBe(true);
  await browser.submit("/api/sign-in", { email: invited.email });
  expect(browser.held.has(SESSION_COOKIE)).toBe(false);
  expect(await app.database.query("select 1 from mailbox_message where recipient = $1", [invited.email])).toEqual([]);
});

it("who was invited and comes in by a mailed link is in, and the invitation is over", async () => {
  const invited = await invite("sam");
  const browser = visitor(app.origin);

  await useLink(browser, await mailedLink(app.database, browser, invited.email));

  expect(await isIn(browser)).toBe(true);
  expect((await visitor(app.origin).look(invited.page)).status).toBe(404);
});

it("an address that is no link of ours is like one that is gone, and is not looked up", async () => {
  for (const token of ["x", "i".repeat(43), "%3Cscript%3E", "i".repeat(2000)]) {
    const answer = await visitor(app.origin).look(`/invite/${token}`);
    expect([answer.status, answer.body.includes("This invitation does not work any more")], token).toEqual([404, true]);
  }
});

it("C4: the token of a link stands nowhere but in the link", async () => {
  const invited = await invite("tom");
  const browser = visitor(app.origin);
  await browser.look(invited.page);
  await accept(browser, invited);
  await browser.look(`${invited.page}/x`);

  expect(JSON.stringify(await dump(app.database.url))).not.toContain(invited.token);
  expect(app.output()).not.toContain(invited.token);
});
