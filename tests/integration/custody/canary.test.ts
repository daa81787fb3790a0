import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { SESSION_COOKIE } from "@/tests/support/app";
import { ask, formOf } from "@/tests/support/ask";
import { type Recorded, tapeOf } from "@/tests/support/browser-tape";
import { calm } from "@/tests/support/calm";
import { formsOf, secretsIn } from "@/tests/support/canaries";
import { dump } from "@/tests/support/dump";
import { type Opener, openerOf } from "@/tests/support/open-secrets";
import { type Ids, NOBODYS, ROUTES } from "@/tests/support/route-table";
import { openStage, type Stage } from "@/tests/support/stage";
import { consent, leaveFor, press, see, seeTitle } from "@/tests/support/steps";

const secrets: Record<string, string> = {};
/** What the seller's browser got and wrote: bodies, headers, addresses, console. */
let seen: readonly Recorded[] = [];
let stage: Stage;
let opener: Opener;
let ids: Ids;
let cookie = "";

beforeAll(async () => {
  stage = await openStage();
  opener = await openerOf(stage.app);
  await collectOwnSecrets();
  await live();
}, 120_000);
afterAll(() => stage[Symbol.asyncDispose]());

async function collectOwnSecrets(): Promise<void> {
  const { authSecret = "", clientSecret = "", keys = "" } = await stage.app.secrets();
  Object.assign(secrets, { authSecret, clientSecret });
  for (const key of (JSON.parse(keys) as { keys: { kid: string; k: string }[] }).keys) secrets[`key ${key.kid}`] = key.k;
}

/** A seller's life: connects, refreshes, comes back as somebody else, and meets every kind of failure. */
async function live(): Promise<void> {
  await using seller = await stage.visit();
  const { page, context } = seller;
  const tape = tapeOf(context, stage.app.origin);
  seen = tape.recorded;
  const cookieNamed = async (name: RegExp) => (await context.cookies()).find((each) => name.test(each.name))?.value ?? "";

  secrets["session"] = await cookieNamed(new RegExp(SESSION_COOKIE));
  cookie = `${SESSION_COOKIE}=${secrets["session"]}`;
  await leaveFor(seller, { label: "Main store", named: true });
  await see(page, "button", "Allow (test)");
  Object.assign(secrets, await opener.attempt(), { browser: await cookieNamed(/hf-at-/) });
  await consent(page);
  await seeTitle(page, "Main store is connected");
  await page.getByRole("link", { name: "Done" }).click();
  await seeTitle(page, "Main store");
  const id = new URL(page.url()).pathname.split("/")[2] ?? "";
  Object.assign(secrets, await opener.tokens(id));
  await press(page, "Refresh now");
  await see(page, "status");
  Object.assign(secrets, await opener.tokens(id));

  for (const [fault, value] of [
    ["error", "503"],
    ["html", "on"],
    ["renewal_refused", "on"],
    ["too_many", "5"],
    ["invalid_client", "on"],
  ] as const) {
    await stage.fault(fault, value);
    await makeRefreshable();
    await seller.go(routes.connection(id));
    await press(page, "Refresh now");
    await see(page, "alert");
    await stage.noFaults();
  }
  await makeRefreshable();

  await seller.go(routes.reconnect(id));
  await press(page, "Continue to StubHub");
  await consent(page, { account: "Ben" });
  await seeTitle(page, "Is this the same account?");
  Object.assign(secrets, await opener.held());
  const [attempt] = await stage.app.database.query("select public_id from authorization_attempt order by id desc limit 1");
  const [session] = await stage.app.database.query("select public_id from session order by id desc limit 1");
  ids = {
    connection: id,
    attempt: String(attempt?.["public_id"]),
    session: String(session?.["public_id"]),
    person: seller.userId,
    ...NOBODYS,
  };
  await tape.keep(page);
  secrets["code"] = tape.codes[0] ?? "";
}

/** Lets a seller ask again at once, and our own set-up be tried again. */
async function makeRefreshable(): Promise<void> {
  const { database } = stage.app;
  await database.query(
    "update credential set last_failed_at = null, last_refreshed_at = null, lease_id = null, lease_until = null, refusals = 0, refresh_after = now() + interval '1 hour'",
  );
  await database.query("update connection set status = 'ACTIVE', reauth_reason = null, broken_since = null");
  await database.query("update refresh_attempt set started_at = started_at - interval '2 minutes'");
  await calm(database);
}

const HOW: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  page: {},
  payload: { rsc: "1" },
  prefetch: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
};

async function everyAnswer(as: string): Promise<readonly Recorded[]> {
  const answers: Recorded[] = [];
  const paths = [
    ...ROUTES.map((route) => route.at(ids)),
    "/no-such-page",
    "/connections/con_00nobody",
    "/_next/image",
    "/api/none",
  ];
  for (const target of paths) {
    for (const [how, headers] of Object.entries(HOW)) {
      const { status, headers: got, body } = await ask(stage.app.origin, target, { headers: { ...headers, cookie: as } });
      answers.push({ where: `${how} ${status} ${target}`, text: `${JSON.stringify(got)}\n${body}` });
    }
  }
  const refused = await ask(stage.app.origin, routes.api.rename(ids.connection), formOf({ label: "" }, { cookie: as }));
  answers.push({ where: "a refused form", text: `${JSON.stringify(refused.headers)}\n${refused.body}` });
  return answers;
}

const found = (texts: readonly Recorded[]) =>
  texts.flatMap(({ where, text }) => secretsIn(text, secrets).map((name) => `${name} in ${where}`));

describe("no secret anywhere but where it belongs", () => {
  it("C1: the search knows every secret of the walk and finds it in each disguise", () => {
    const names = ["authSecret", "clientSecret", "session", "browser", "state", "codeVerifier", "code"];
    const tokens = ["access1", "refresh1", "access2", "refresh2", "heldAccess", "heldRefresh"];
    expect(Object.keys(secrets)).toEqual(expect.arrayContaining([...names, ...tokens]));
    for (const [name, secret] of Object.entries(secrets)) {
      expect(secret.length, name).toBeGreaterThan(15);
      for (const form of formsOf(secret)) expect(secretsIn(`before ${form} after`, { [name]: secret })).toEqual([name]);
      const inside = Buffer.from(JSON.stringify({ token: secret })).toString("base64");
      expect(secretsIn(inside, { [name]: secret }), `${name} inside base64`).toEqual([name]);
    }
  });

  it("C1: not in any body, header, address, storage or console of the seller's browser", () => {
    expect(seen.length).toBeGreaterThan(30);
    expect(found(seen)).toEqual([]);
  });

  it.each(["the seller", "another seller", "an admin", "a stranger"])(
    "C1: not in any page, payload or prefetch for %s",
    async (who) => {
      const { app } = stage;
      const other = async () => (await app.signIn("Omar", who === "an admin" ? "admin" : "seller")).cookie;
      const as = who === "the seller" ? cookie : who === "a stranger" ? "" : await other();
      const answers = await everyAnswer(as);
      expect(answers.some(({ where }) => where === `page 200 ${routes.help}`)).toBe(true);
      expect(found(answers)).toEqual([]);
      // What is looked through is what admins see, not the page that tells others there is nothing.
      const seen = answers.some(({ where }) => where === `page 200 ${routes.admin.connection(ids.connection)}`);
      expect(seen).toBe(who === "an admin");
    },
  );

  it("C1: not in the page for a fault of ours, and not in what is logged of it", async () => {
    const { database } = stage.app;
    await database.query("alter table connection rename to connection_away");
    try {
      const answers = await everyAnswer(cookie);
      expect(answers.some(({ where }) => where.startsWith("page 500"))).toBe(true);
      expect(found(answers)).toEqual([]);
    } finally {
      await database.query("alter table connection_away rename to connection");
    }
  });

  it("C1, C4: not in anything the server wrote", () => {
    const written = stage.app.output();
    expect(written).toContain("page.failed");
    expect(found([{ where: "output", text: written }])).toEqual([]);
  });

  it("C1: not in the database, as text or in any disguise", async () => {
    const tables = await dump(stage.app.database.url);
    expect(tables["credential"]?.join()).toContain("sealed");
    expect(found(Object.entries(tables).map(([where, rows]) => ({ where, text: rows.join("\n") })))).toEqual([]);
  });

  it("C1: not in any file that a browser may fetch", () => {
    const folder = path.resolve(".next/static");
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter(({ name }) => name.endsWith(".map"))).toEqual([]);
    expect(
      found(files.map(({ parentPath, name }) => ({ where: name, text: readFileSync(path.join(parentPath, name), "utf8") }))),
    ).toEqual([]);
  });
});
