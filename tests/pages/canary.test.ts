import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { SESSION_COOKIE } from "@/tests/support/app";
import { type Recorded, type Tape, tapeOf } from "@/tests/support/browser-tape";
import { calm } from "@/tests/support/calm";
import { secretsIn } from "@/tests/support/canaries";
import { type Opener, openerOf } from "@/tests/support/open-secrets";
import { NOBODYS, PAGES, ROUTES } from "@/tests/support/route-table";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { connect, consent, follow, press, see, seeTitle } from "@/tests/support/steps";

let stage: Stage;
let opener: Opener;
let tape: Tape;
const secrets: Record<string, string> = {};
/** Opens one connection to whoever holds it; it stands on the page that hands it over, and there alone. */
let linkCode = "";

beforeAll(async () => {
  stage = await openStage();
  opener = await openerOf(stage.app);
  const { authSecret = "", clientSecret = "", keys = "" } = await stage.app.secrets();
  Object.assign(secrets, { authSecret, clientSecret });
  for (const key of (JSON.parse(keys) as { keys: { kid: string; k: string }[] }).keys) secrets[`key ${key.kid}`] = key.k;
  await using seller = await stage.visit();
  await live(seller);
}, 120_000);
afterAll(() => stage[Symbol.asyncDispose]());

/** Connects, does everything that a connection's page offers, comes back as somebody else, and looks at every page. */
async function live(seller: Visitor): Promise<void> {
  const { page, context, go } = seller;
  tape = tapeOf(context, stage.app.origin);
  const cookieNamed = async (name: RegExp) => (await context.cookies()).find((each) => name.test(each.name))?.value ?? "";
  secrets["session"] = await cookieNamed(new RegExp(SESSION_COOKIE));
  const id = await connect(seller, { label: "Main store", named: true });
  const tokens = async () => Object.assign(secrets, await opener.tokens(id));
  await tokens();
  await press(page, "Refresh now");
  await see(page, "status");
  await tokens();

  await stage.fault("error", "503");
  await again();
  await go(routes.diagnose(id));
  await page.getByRole("button", { name: /Find out|Look again/ }).click();
  await see(page, "heading");
  await stage.noFaults();
  await again();

  // A link is made for what needs somebody to sign in.
  await stage.app.database.query(
    "update connection set status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant', broken_since = now()",
  );
  await go(routes.share(id));
  await press(page, "Make a link");
  linkCode = (await (await see(page, "textbox", "Your link")).inputValue()).split("/").pop() ?? "";

  await go(routes.reconnect(id));
  await press(page, "Continue to StubHub");
  await see(page, "button", "Allow (test)");
  Object.assign(secrets, await opener.attempt(), { browser: await cookieNamed(/hf-at-/) });
  await consent(page, { account: "Ben" });
  await seeTitle(page, "Is this the same account?");
  Object.assign(secrets, await opener.held());
  const attempt = new URL(page.url()).pathname.split("/")[3] ?? "";
  await everyPage(seller, { connection: id, attempt, session: "ses_none", person: seller.userId, ...NOBODYS });

  await go(routes.connection(id));
  await follow(page, "Disconnect Main store");
  await press(page, "Disconnect Main store");
  await see(page, "status");
  for (const [place, code] of tape.codes.entries()) if (code) secrets[`code ${place}`] = code;
  await tape.keep(page);
}

/** Lets the seller ask again at once. */
async function again(): Promise<void> {
  await stage.app.database.query(
    "update credential set last_failed_at = null, last_refreshed_at = null, lease_id = null, lease_until = null, refusals = 0",
  );
  await calm(stage.app.database);
}

/** As a page, as the data by which a page is drawn anew, and what is read without a page: files and digests. */
async function everyPage({ page, problems }: Visitor, ids: Parameters<(typeof ROUTES)[number]["at"]>[0]): Promise<void> {
  for (const route of PAGES) {
    await page.goto(`${stage.app.origin}${route.at(ids)}`);
    const payload = await page.request.get(page.url(), { headers: { rsc: "1" } });
    tape.add(`payload ${route.pattern}`, await payload.text());
  }
  for (const route of ROUTES.filter(({ kind, pattern }) => kind === "read" && !pattern.includes("callback"))) {
    const answer = await page.request.get(`${stage.app.origin}${route.at(ids)}`);
    tape.add(`read ${route.pattern}`, `${JSON.stringify(answer.headersArray().filter(isNotCookie))}\n${await answer.text()}`);
  }
  for (const expected of [/404/, /sandbox|503/]) {
    try {
      problems.announce(expected);
    } catch {
      // Not every such page exists; what went wrong otherwise still fails.
    }
  }
}

const isNotCookie = ({ name }: { readonly name: string }) => name.toLowerCase() !== "set-cookie";

const found = (texts: readonly Recorded[], hidden = secrets) =>
  texts.flatMap(({ where, text }) => secretsIn(text, hidden).map((name) => `${name} in ${where}`));

describe("Journey 43: no token, secret or code in anything a browser gets", () => {
  it("the search knows what to look for, and has looked at every page of the route table", () => {
    const names = ["authSecret", "clientSecret", "session", "browser", "state", "codeVerifier", "code 0"];
    const tokens = ["access1", "refresh1", "access2", "refresh2", "heldAccess", "heldRefresh"];
    expect(Object.keys(secrets)).toEqual(expect.arrayContaining([...names, ...tokens]));
    for (const [name, secret] of Object.entries(secrets)) {
      expect(secret.length, name).toBeGreaterThan(15);
      expect(found([{ where: "a page", text: `<p>${secret}</p>` }])).toContain(`${name} in a page`);
    }
    const looked = tape.recorded.filter(({ where }) => where.startsWith("payload "));
    expect(looked.map(({ where }) => where.slice(8))).toEqual(PAGES.map(({ pattern }) => pattern));
    expect(looked.filter(({ text }) => text.length > 500).length).toBeGreaterThan(PAGES.length / 2);
  });

  it("not in any page, payload, file, header, address after the return, console or storage", () => {
    expect(tape.recorded.length).toBeGreaterThan(150);
    expect(found(tape.recorded)).toEqual([]);
  });

  it("not in anything the server wrote", () => {
    expect(found([{ where: "output", text: stage.app.output() }])).toEqual([]);
  });

  it("a link that lets somebody repair a connection stands on the page that hands it over, and nowhere else", () => {
    const code = { link: linkCode };
    const handedOver = tape.recorded.filter(({ where }) => /GET \/connections\/[^/]+\/share$/.test(where));
    expect(found(handedOver, code)).toHaveLength(1);
    expect(
      found(
        tape.recorded.filter((one) => !handedOver.includes(one)),
        code,
      ),
    ).toEqual([]);
    expect(found([{ where: "output", text: stage.app.output() }], code)).toEqual([]);
  });
});
