import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { connect, follow, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
let secret: string;
beforeAll(async () => {
  stage = await openStage();
  secret = (await stage.app.secrets())["clientSecret"] ?? "";
});
afterAll(() => stage[Symbol.asyncDispose]());

const type = (visitor: Visitor, name: string, text: string) =>
  visitor.page.getByRole("textbox", { name, exact: true }).fill(text);
/** Of a field that shows nothing of what is typed, which has no role. */
const typeSecret = (visitor: Visitor, name: string, text: string) => visitor.page.getByLabel(name, { exact: true }).fill(text);

/** What the banner of a form says; it has no name of its own. */
const told = (page: Page, role: "status" | "alert", text: string | RegExp) =>
  page.getByRole(role).filter({ hasText: text }).waitFor();

const addClient = async (visitor: Visitor, name: string, typed: string) => {
  await visitor.go(routes.admin.provider("stubhub", "new"));
  await type(visitor, "Name", name);
  await visitor.page.getByRole("combobox", { name: "Environment" }).selectOption("lookalike");
  await type(visitor, "Client id", "holdfast-trial-stubhub");
  await typeSecret(visitor, "Client secret", typed);
  await press(visitor.page, "Save client");
  await told(visitor.page, "status", /Saved\./);
};

describe.each([
  ["with", true],
  ["without", false],
] as const)("%s JavaScript", (_, js) => {
  it("Journey 3: an admin adds a client, copies the callback address, tests it, and turns it on", async () => {
    await using ada = await stage.visit({ as: "Ada", role: "admin", js });
    const { page } = ada;
    await ada.go(routes.admin.providers);
    await follow(page, "StubHub");
    const address = await see(page, "textbox", "Callback address");
    expect(await address.inputValue()).toBe(`${stage.app.origin}/api/oauth/stubhub/callback`);
    await addClient(ada, `main ${js}`, secret);
    expect(await page.content()).not.toContain(secret);

    await press(page, "Test configuration");
    await told(page, "status", "The test is done: the provider accepts this client.");
    const steps = page.getByRole("list", { name: "Test configuration" }).getByRole("listitem");
    expect(await steps.count()).toBe(6);
    expect((await steps.allInnerTexts()).map((text) => /Works|Does not work|Not known/.exec(text)?.[0])).toEqual([
      "Works",
      "Works",
      "Works",
      "Works",
      "Not known",
      "Works",
    ]);
    await press(page, "Turn on");
    await press(page, "Use for new connections");
    await told(page, "status", "New connections go to this client.");

    await using jane = await stage.visit({ as: "Jane", js });
    await connect(jane, { label: "Through the new client" });
    await page.reload();
    await see(page, "button", "Pause 1 renewal");
  });

  it("Journey 4: a test with a wrong secret says what to do, and what was typed but the secret is kept when it does not fit", async () => {
    await using ada = await stage.visit({ as: "Ada", role: "admin", js });
    const { page } = ada;
    await addClient(ada, `wrong ${js}`, "not-the-secret-of-anybody");
    await press(page, "Test configuration");
    await told(page, "alert", "The test is done, and not all is well. Each step below says what to do.");
    expect(await words(page)).toMatch(
      /Client id and secret Does not work Refused \(invalid_client\)\. Copy the client id and a new secret from StubHub, save them above, and test again\./,
    );

    await ada.go(routes.admin.provider("stubhub", "new"));
    await type(ada, "Name", "2027 beside it");
    await type(ada, "Client id", "an-id-of-ours");
    await typeSecret(ada, "Client secret", "   ");
    await press(page, "Save client");
    await told(page, "alert", /That cannot be a client secret/);
    expect(await page.getByRole("textbox", { name: "Client id", exact: true }).inputValue()).toBe("an-id-of-ours");
    expect(await page.getByRole("textbox", { name: "Name", exact: true }).inputValue()).toBe("2027 beside it");
    expect(await page.getByLabel("Client secret", { exact: true }).inputValue()).toBe("");
  });

  it("Journey 23: a marketplace is turned off with and without a pause of what is connected; the seller sees it, and it goes on", async () => {
    await using ada = await stage.visit({ as: "Ada", role: "admin", js });
    await using jane = await stage.visit({ as: "Jane", js });
    const id = await connect(jane, { label: "Tickets" });
    const registration = await stage.app.database.query(
      "select r.public_id as id from connection c join client_registration r on r.id = c.registration_id where c.public_id = $1",
      [id],
    );
    const page = routes.admin.provider("stubhub", String(registration[0]?.["id"]));
    await ada.go(page);
    await press(ada.page, "Stop new connections");
    await told(ada.page, "status", "No new connections are taken. What is connected goes on.");
    await jane.go(routes.connection(id));
    await see(jane.page, "button", "Refresh now");

    await ada.page.getByRole("button", { name: /^Pause \d+ renewals?$/ }).click();
    await told(ada.page, "status", "Renewals are paused.");
    await jane.go(routes.connection(id));
    expect(await words(jane.page)).toContain("Your admin has paused StubHub for now. Your access is kept safe. Nothing to do.");
    expect(await jane.page.getByRole("button", { name: /Resume|Refresh now/ }).count()).toBe(0);

    await press(ada.page, "Resume renewals");
    await told(ada.page, "status", "Renewals go on, a few at a time.");
    await press(ada.page, "Turn on");
    await jane.go(routes.connection(id));
    await see(jane.page, "button", "Refresh now");
    await seeTitle(jane.page, "Tickets");
  });
});

it("a provider that does not ship is described by hand; what does not fit comes back as it was typed, and its page begins with the address to copy", async () => {
  await using ada = await stage.visit({ as: "Ada", role: "admin", js: false });
  const { page } = ada;
  await ada.go(routes.admin.newProvider);
  await type(ada, "Name", "Acme");
  const signInPage = `https://login.acme.example/${"tenant/".repeat(60)}authorize`;
  const scopes = "orders.read = See your orders\nstock = Change your stock";
  const typedStill = async () => [
    await page.getByRole("textbox", { name: "Sign-in page" }).inputValue(),
    await page.getByRole("textbox", { name: "Permissions" }).inputValue(),
  ];
  await type(ada, "Sign-in page", signInPage);
  await type(ada, "Permissions", scopes);
  await type(ada, "Exchange address", "https://login.acme.example/token?x=1");
  await press(page, "Save provider");
  await told(page, "alert", "One of the addresses cannot be used.");
  expect(await typedStill()).toEqual([signInPage, scopes]);

  // Whoever has to sign in again on the way finds all of it as well.
  await type(ada, "Exchange address", "https://login.acme.example/token");
  const signedIn = (ago: string) =>
    stage.app.database.query(
      "update session s set created_at = now() - $2::interval from app_user u where u.id = s.user_id and u.public_id = $1",
      [ada.userId, ago],
    );
  await signedIn("11 minutes");
  await press(page, "Save provider");
  await page.waitForURL(/returnTo=/);
  await signedIn("0 minutes");
  await ada.go(new URL(page.url()).searchParams.get("returnTo") ?? "");
  expect(await typedStill()).toEqual([signInPage, scopes]);
  await press(page, "Save provider");
  await told(page, "status", "The provider is saved.");
  const address = await page.getByRole("textbox", { name: "Callback address" }).inputValue();
  expect(address).toMatch(/\/api\/oauth\/own-acme-[a-z0-9]{5}\/callback$/);
  await see(page, "rowheader", "See your orders");
});
