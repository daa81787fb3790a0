import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { plantCrowd } from "@/tests/support/crowd";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { connect, consent, follow, leaveFor, press, see, seeTitle, words } from "@/tests/support/steps";

const MANY = 200;
const PAGE = 50;
const BROKEN = "Balcony seats";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());
afterEach(async () => {
  await stage.noFaults();
  await stage.app.database.query("delete from connection");
});

/** Connections of three sellers, one of which no longer lets us in. @returns the id of that one */
async function plantMany(): Promise<string> {
  const { app } = stage;
  const sellers = [await app.signIn("Jane"), await app.signIn("Omar"), await app.signIn("Lea")];
  const members = Array.from({ length: MANY }, (_, place) => ({
    label: `Shop ${place}`,
    account: `shop${place}@market.example`,
    owner: sellers[place % 3]?.userId ?? "",
  }));
  const broken = {
    label: BROKEN,
    account: "upper7",
    owner: sellers[1]?.userId ?? "",
    status: "NEEDS_REAUTH",
    reason: "invalid_grant",
    failures: 2,
    failure: { class: "grant", code: "invalid_grant" },
  } as const;
  const ids = await plantCrowd(app.database, members.toSpliced(77, 1, broken));
  const id = ids[77] ?? "";
  await app.database.query(
    `insert into refresh_attempt (connection_id, lease_id, generation, trigger, state, error_class, reply_class, error_code, error_text, http_status,
       duration_ms, reference)
     select id, public_id, 1, 'scheduler', 'FAILED', 'grant', 'grant_dead', 'invalid_grant', 'The seller <took back> the permission.', 400, 312, 'K7-4QX'
     from connection where public_id = $1`,
    [id],
  );
  return id;
}

/** The trial's own admin, by the button of the sign-in page. */
async function signInAsAda({ page, go }: Visitor): Promise<void> {
  await go(routes.signIn);
  await press(page, "Sign in as Ada Admin");
  await seeTitle(page, "Overview");
}

/** Turns a page of the list, and gives its labels once all of them are there: a page arrives in pieces. */
async function turn(page: Page, link: "Older" | "Newer"): Promise<readonly string[]> {
  const rows = page.getByRole("rowheader");
  const before = await rows.first().innerText();
  await follow(page, link);
  await rows.first().filter({ hasNotText: before }).waitFor();
  await rows.nth(PAGE - 1).waitFor();
  return rows.allInnerTexts();
}

const rowOf = (page: Page, label: string) =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: label, exact: true }) });

describe.each([{ js: true }, { js: false }])("an admin, JavaScript on: $js", ({ js }) => {
  it("finds the one broken connection among 200 and reads why", async () => {
    const id = await plantMany();
    await using admin = await stage.visit({ js, as: null });
    const { page } = admin;
    await signInAsAda(admin);
    expect(await words(page)).toMatch(/Total 200 .*Need the seller 1 /);

    await page.getByRole("link", { name: /^Need the seller 1/ }).click();
    await seeTitle(page, "All connections");
    expect(await words(page)).toContain("1 match");
    const row = (await rowOf(page, BROKEN).innerText()).replace(/\s+/g, " ");
    expect(row).toMatch(/Reconnect needed .*Permission withdrawn/);
    expect(row).toMatch(/omar\.\w+@shop\.test/);

    await follow(page, BROKEN);
    await seeTitle(page, BROKEN);
    expect(new URL(page.url()).pathname).toBe(routes.admin.connection(id));
    const told = await words(page);
    expect(told).toContain("StubHub no longer lets us in Only the seller can fix it. They are asked to reconnect.");
    expect(told).toContain("invalid_grant · grant_dead");
    expect(told).toContain("The seller <took back> the permission.");
    expect(told).toContain("K7-4QX");
  });

  it("finds it as well by the reference that its seller reads out, and by the beginning of its label", async () => {
    await plantMany();
    await using admin = await stage.visit({ js, as: "Ada", role: "admin" });
    const { page } = admin;
    for (const text of ["k7-4qx", "balc"]) {
      await admin.go(routes.admin.connections);
      await page.getByRole("searchbox").fill(text);
      await page.getByRole("button", { name: "Apply" }).last().click();
      await see(page, "link", `Remove “Search: ${text}”`);
      expect(await page.getByRole("rowheader").allInnerTexts()).toEqual([BROKEN]);
    }
    await admin.go(`${routes.admin.connections}?q=zebra&state=reconnect`);
    await seeTitle(page, "No connection matches");
    await follow(page, "Remove “Search: zebra”");
    await see(page, "rowheader", BROKEN);
  });

  it("walks through all pages and back, and an address can be opened again", async () => {
    await plantMany();
    await using admin = await stage.visit({ js, as: "Ada", role: "admin" });
    const { page } = admin;
    await admin.go(`${routes.admin.connections}?sort=newest`);
    const seen = await page.getByRole("rowheader").allInnerTexts();
    const first = [...seen];
    for (let pages = 1; pages < 4; pages++) seen.push(...(await turn(page, "Older")));
    expect(new Set(seen).size).toBe(MANY);
    expect(await page.getByRole("link", { name: "Older" }).count()).toBe(0);
    const { url } = { url: page.url() };
    await turn(page, "Newer");
    await turn(page, "Newer");
    expect(await turn(page, "Newer")).toEqual(first);
    await page.goto(url);
    expect(await page.getByRole("rowheader").allInnerTexts()).toEqual(seen.slice(-PAGE));
  });

  it("sees the answer that nobody understood, with the reference that the seller was given", async () => {
    await using seller = await stage.visit({ js });
    await stage.fault("html");
    await leaveFor(seller, { label: "Main store" });
    await consent(seller.page);
    await seeTitle(seller.page, "StubHub sent a strange answer");
    const reference = /\b[A-Z2-9]{2}-[A-Z2-9]{3}\b/.exec(await words(seller.page))?.[0] ?? "none was told";

    await using admin = await stage.visit({ js, as: "Ada", role: "admin" });
    await admin.go(routes.admin.overview);
    await seeTitle(admin.page, "Answers nobody understood");
    const row = admin.page.getByRole("row").filter({ hasText: reference });
    expect((await row.innerText()).replace(/\s+/g, " ")).toMatch(/StubHub.* today [\d:]+ Sign-in 200/);
  });

  it("learns of a renewal's strange answer as well, while its seller reads that it still works", async () => {
    await using seller = await stage.visit({ js });
    const id = await connect(seller);
    await stage.fault("html");
    await stage.app.database.query("update refresh_attempt set started_at = started_at - interval '2 minutes'");
    await press(seller.page, "Refresh now");
    await seller.page.getByText("StubHub sent an answer we could not read. We keep your access and try again.").waitFor();

    await using admin = await stage.visit({ js, as: "Ada", role: "admin" });
    await admin.go(routes.admin.overview);
    await admin.page.getByRole("row").filter({ hasText: "Renewal" }).getByRole("link", { name: "Main store" }).click();
    await seeTitle(admin.page, "Main store");
    expect(new URL(admin.page.url()).pathname).toBe(routes.admin.connection(id));
    expect(await words(admin.page)).toMatch(/Failed|Not known/);
  });

  it("keeps connections of their own beside what they see of everybody's, and a seller has no way there", async () => {
    await using admin = await stage.visit({ js, as: "Ada", role: "admin" });
    await connect(admin, { label: "Ada's own" });
    await follow(admin.page, "Admin");
    await seeTitle(admin.page, "Overview");
    await follow(admin.page, "Connections");
    await see(admin.page, "rowheader", "Ada's own");
    await follow(admin.page, "Your own");
    await see(admin.page, "link", "Ada's own");

    await using seller = await stage.visit({ js });
    await seller.go(routes.connections);
    expect(await seller.page.getByRole("link", { name: "Admin" }).count()).toBe(0);
    const answer = await seller.page.goto(`${stage.app.origin}${routes.admin.overview}`);
    expect(answer?.status()).toBe(404);
    await seeTitle(seller.page, "There is nothing here");
    seller.problems.announce(/404/);
  });
});
