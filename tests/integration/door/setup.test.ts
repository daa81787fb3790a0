import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { offerSetup } from "@/lib/services/offer-setup";
import { type Answer, ask } from "@/tests/support/ask";
import { startChild } from "@/tests/support/child";
import { changes, dump } from "@/tests/support/dump";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { ownEnvironment } from "@/tests/support/own-environment";
import { type ProductionApp, shownCode, startProductionApp } from "@/tests/support/production-app";
import { pathTo, visitor } from "@/tests/support/visitor";

let app: ProductionApp;
beforeAll(async () => {
  app = await startProductionApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const plain = (code: string) => code.replaceAll("-", "");
const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");
/** Each asks from a network of its own, as far as the proxy says. */
const from = (network: string) => ({ "x-forwarded-for": network });
const auditOf = async (action: string) =>
  Number((await app.database.query("select count(*)::int as n from audit_event where action = $1", [action]))[0]?.["n"]);
const people = () => app.database.query("select name, email, role from app_user");
const what = ({ status, body }: Answer) => [
  status,
  body.replace(/<(script|head)\b[\s\S]*?<\/\1>|<[^>]*>|nonce="[^"]*"/g, " ").replace(/\s+/g, " "),
];

it("E10: the first start shows a setup code once, keeps its digest only, and a second start does not show it again", async () => {
  const code = shownCode(app.output());

  const [kept] = await app.database.query("select value from deployment where key = 'setup_code'");
  expect(kept).toEqual({ value: sha256(plain(code)) });
  expect(JSON.stringify(await dump(app.database.url))).not.toContain(code);
  await using house = await buildHouse();
  const start = (chosen: string | null) => offerSetup(house.container.waysIn, chosen);
  expect([(await start(null)).kind, (await start(null)).kind]).toEqual(["new", "told"]);
  const chosen = "a code of the operator's own";
  expect([await start(chosen), await start(null)]).toEqual([{ kind: "given" }, { kind: "told" }]);
  expect(await house.services.trySetupCode({ code: chosen, client: null })).toMatchObject({ ok: true });
  await makeSeller(house);
  expect(await start(chosen)).toEqual({ kind: "closed" });
  expect(await house.database.query("select 1 from deployment where key = 'setup_code'")).toEqual([]);
});

it("the page asks for the code first, and tells nothing about the place to who does not have it", async () => {
  const before = await dump(app.database.url);

  const page = await ask(app.inside, "/setup");

  expect(page.status).toBe(200);
  expect(page.body).toContain('name="code"');
  expect(page.body).not.toMatch(/fingerprint|PostgreSQL|name="email"/);
  expect(changes(before, await dump(app.database.url))).toEqual([]);
});

it("a wrong code is refused and audited, and too many of them from one network have to wait while others go on", async () => {
  const answers: string[] = [];
  const [wrong, right] = ["2222-2222-2222-2222-2222", shownCode(app.output())];
  for (let tries = 0; tries < 6; tries++) {
    const browser = visitor(app.inside);
    answers.push(pathTo(await browser.submit("/api/setup/code", { code: tries < 5 ? wrong : right }, from("198.51.100.7"))));
    const told = await browser.look("/setup");
    expect(told.body).toContain(tries < 5 ? "That is not the setup code." : "Too many tries. Please wait 15 minutes.");
    expect(told.body).not.toContain('name="email"');
  }
  expect(new Set(answers)).toEqual(new Set(["/setup"]));
  expect(await auditOf("setup_code_refused")).toBe(5);

  const elsewhere = visitor(app.inside);
  await elsewhere.submit("/api/setup/code", { code: right }, from("203.0.113.9"));
  expect((await elsewhere.look("/setup")).body).toContain('name="email"');
  expect(await auditOf("setup_code_refused")).toBe(5);
});

it("E8: all of an IPv6 house is one network, so another of its addresses gains nothing", async () => {
  const tries = Array.from({ length: 6 }, (_, n) => `2001:4860:4860:1::${n + 1}`);
  const told: string[] = [];
  for (const address of tries) {
    const browser = visitor(app.inside);
    await browser.submit("/api/setup/code", { code: "3333-3333-3333-3333-3333" }, from(address));
    told.push(/Too many tries|That is not the setup code/.exec((await browser.look("/setup")).body)?.[0] ?? "");
  }

  expect(told.slice(0, 5)).toEqual(Array(5).fill("That is not the setup code"));
  expect(told[5]).toBe("Too many tries");
});

it("without the code nobody becomes an admin, whatever they send", async () => {
  const browser = visitor(app.inside);
  const person = { name: "Mallory", email: "mallory@shop.test" };

  await browser.submit("/api/setup/finish", person);
  await browser.submit("/api/setup/finish", { ...person, code: shownCode(app.output()), role: "admin" });
  await browser.submit("/api/setup/mail", person);
  await visitor(app.inside, "__Host-holdfast.setup=eyJwcm9vZiI6IngifQ.AAAA").submit("/api/setup/finish", person);

  expect(await people()).toEqual([]);
  expect(app.mail.mails).toEqual([]);
});

it("the check list shows the machine as it is, a test mail arrives, and one that cannot be sent is said", async () => {
  const browser = visitor(app.inside);
  // Blanks, dashes and case are how people type.
  await browser.submit(
    "/api/setup/code",
    { code: ` ${shownCode(app.output()).toLowerCase().replaceAll("-", " ")} ` },
    {
      ...from("203.0.113.10"),
      origin: "https://elsewhere.example",
    },
  );

  const open = (await browser.look("/setup")).body;
  expect(open).toMatch(/PostgreSQL <!-- -->|PostgreSQL \d+/);
  expect(open).toMatch(/Its fingerprint is [0-9a-f]{4}( [0-9a-f]{4}){3}/);
  expect(open).toContain("It agrees with the database’s clock.");
  expect(open).toContain("You reached it at https://elsewhere.example.");
  expect(open).toContain("Send yourself a test mail.");
  const { k } = (JSON.parse(app.env["HOLDFAST_KEYS"] ?? "") as { keys: [{ k: string }] }).keys[0];
  expect(open).not.toContain(k);

  await browser.submit("/api/setup/mail", { name: "Ada", email: "no address" });
  expect((await browser.look("/setup")).body).toContain("Please check the address.");
  await browser.submit("/api/setup/mail", { name: "Ada", email: "Ada@Shop.test" });
  expect((await app.mail.mailTo("ada@shop.test")).subject).toContain("Test mail from localhost");
  const sent = (await browser.look("/setup")).body;
  expect(sent).toContain("A test mail went out to Ada@Shop.test.");
  expect(sent).toMatch(/value="Ada"/);

  app.mail.refuse(true);
  await browser.submit("/api/setup/mail", { name: "Ada", email: "ada@shop.test" });
  app.mail.refuse(false);
  expect((await browser.look("/setup")).body).toContain("The test mail could not be sent.");
});

it("the right code makes one admin, who is signed in, however often and at once the form is sent", async () => {
  const browsers = [visitor(app.inside), visitor(app.inside)] as const;
  for (const [n, browser] of browsers.entries())
    await browser.submit("/api/setup/code", { code: shownCode(app.output()) }, from(`203.0.113.2${n}`));

  const answers = await Promise.all(
    browsers.map((browser, n) => browser.submit("/api/setup/finish", { name: `Ada ${n}`, email: `ada${n}@shop.test` })),
  );

  const winner = answers.findIndex((answer) => pathTo(answer) === "/admin");
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 404]);
  expect(await people()).toEqual([{ name: `Ada ${winner}`, email: `ada${winner}@shop.test`, role: "owner" }]);
  const home = await (browsers[winner] ?? browsers[0]).look("/admin");
  expect([home.status, home.body.includes("You are the owner.")]).toEqual([200, true]);
  expect(await auditOf("first_admin_made")).toBe(1);
  expect(await app.database.query("select 1 from deployment where key = 'setup_code'")).toEqual([]);
  for (const cookie of answers[winner]?.cookies ?? []) expect(cookie).toMatch(/; Secure/);
});

it("afterwards the page and its forms are an address of nothing, to strangers and to the admin, with the code or without", async () => {
  const nothing = what(await ask(app.inside, "/no-such-page"));
  const admin = visitor(app.inside);
  const [row] = await app.database.query("select id from app_user");
  await app.database.query(
    "insert into session (public_id, token_hash, user_id, expires_at) values ('ses_x', $1, $2, now() + interval '1 hour')",
    [sha256("s".repeat(43)), row?.["id"]],
  );
  const code = shownCode(app.output());
  const forms = [
    ["/api/setup/code", { code }],
    ["/api/setup/code", {}],
    ["/api/setup/mail", { name: "Ada", email: "ada@shop.test" }],
    ["/api/setup/finish", { name: "Ada", email: "ada@shop.test" }],
  ] as const;

  expect(what(await ask(app.inside, "/setup"))).toEqual(nothing);
  expect((await ask(app.inside, "/setup")).body).not.toMatch(/Set up Holdfast|Setup code/);
  expect((await visitor(app.inside, `__Host-holdfast.session=${"s".repeat(43)}`).look("/setup")).status).toBe(404);
  for (const [path, fields] of forms)
    for (const headers of [{}, from("198.51.100.7"), from("203.0.113.77")])
      expect((await admin.submit(path, fields, headers)).status, path).toBe(404);
  expect(await people()).toHaveLength(1);
});

it("the command that invites prints a link and mails it, and says when no mail can be sent", async () => {
  const command = async (...words: string[]) => {
    await using child = startChild(process.execPath, ["dist/invite.js", ...words], {
      env: { ...ownEnvironment(), ...app.env },
    });
    return { code: await child.ended, said: child.output() };
  };

  const { code, said } = await command("Jane@Shop.test", "seller", "Jane", "Miller");
  const link = /https:\/\/localhost:\d+\/invite\/[\w-]{43}/.exec(said)?.[0] ?? "";
  expect([code, said]).toEqual([0, expect.stringMatching(/is invited as seller[\s\S]*It was mailed to them as well/)]);
  const mail = await app.mail.mailTo("Jane@shop.test");
  expect(mail.subject).toContain("You are invited to Holdfast");
  expect(mail.raw).toContain(link);
  expect((await ask(app.inside, new URL(link).pathname)).body).toContain("jane@shop.test");

  app.mail.refuse(true);
  const again = await command("jane@shop.test", "admin");
  app.mail.refuse(false);
  expect(again.said).toMatch(/is invited as admin[\s\S]*It could not be mailed/);
  expect((await ask(app.inside, new URL(link).pathname)).status, "the link before is over").toBe(404);
  const browser = visitor(app.inside);
  const token = /invite\/([\w-]{43})/.exec(again.said)?.[1] ?? "";
  expect(pathTo(await browser.submit("/api/invite/accept", { token }))).toBe("/admin");

  const member = await command("jane@shop.test", "seller");
  expect(member.said).toContain("is in already, as seller from now on");
  expect(member.said).not.toContain("/invite/");
  expect(pathTo(await browser.look("/connections")), "another role is another session").toMatch(/^\/sign-in/);
});
