import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { plantCrowd } from "@/tests/support/crowd";
import { weigh } from "@/tests/support/page-weight";
import { openStage, type Stage } from "@/tests/support/stage";
import { follow, press, see, seeTitle, unfold, words } from "@/tests/support/steps";

const MANY = 320;

let stage: Stage;
let sellers: readonly { readonly userId: string; readonly email: string }[];
beforeAll(async () => {
  stage = await openStage();
  sellers = [await stage.app.signIn("Jane"), await stage.app.signIn("Omar")];
  await plantCrowd(
    stage.app.database,
    Array.from({ length: MANY }, (_, place) => ({
      label: `Shop ${String(place).padStart(3, "0")}`,
      account: `shop${place}@market.example`,
      owner: sellers[place % 2]?.userId ?? "",
      ...(place % 8 === 3 && ({ status: "NEEDS_REAUTH", reason: "invalid_grant", failures: 2 } as const)),
    })),
  );
});
afterAll(() => stage[Symbol.asyncDispose]());

const rows = (page: Page) => page.getByRole("rowheader").allInnerTexts();
const boxes = (page: Page) => page.getByRole("checkbox", { name: /^Select Shop/ });
const ticked = async (page: Page) =>
  (await boxes(page).evaluateAll((all) => all.filter((box) => (box as HTMLInputElement).checked))).length;
const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

/** Follows a link of the list and waits for the page behind it. */
async function turn(page: Page, name: string): Promise<readonly string[]> {
  const [first = ""] = await rows(page);
  await follow(page, name);
  await page.getByRole("rowheader").first().filter({ hasNotText: first }).waitFor();
  return rows(page);
}

describe.each([{ js: true }, { js: false }])("JavaScript on: $js", ({ js }) => {
  it("Journey 28: searches, filters and sorts, turns five pages there and back, and the address says all of it", async () => {
    await using admin = await stage.visit({ js, as: "Ada", role: "admin" });
    const { page } = admin;
    await admin.go(routes.admin.connections);
    await seeTitle(page, "All connections");
    expect(await words(page)).toContain(`All connections ${MANY}`);

    await page.getByRole("searchbox").fill("shop");
    await unfold(page, "All states");
    await page.getByRole("checkbox", { name: "Needs the seller" }).check();
    await page.getByRole("checkbox", { name: "Working" }).check();
    await page.getByRole("button", { name: "Apply" }).last().click();
    await see(page, "link", "Remove “State: Working”");
    await turn(page, "Label");
    expect(query(page)).toEqual({ q: "shop", state: "reconnect,working", sort: "label" });
    expect(await page.getByRole("columnheader", { name: "Label" }).getAttribute("aria-sort")).toBe("ascending");

    const seen: (readonly string[])[] = [await rows(page)];
    for (let turned = 0; turned < 5; turned++) seen.push(await turn(page, "Next"));
    expect(seen.flat()).toEqual([...seen.flat()].sort());
    expect(new Set(seen.flat()).size).toBe(300);
    for (let back = 4; back >= 0; back--) expect(await turn(page, "Previous")).toEqual(seen[back]);

    const shared = page.url();
    await page.goto(shared);
    expect(await rows(page)).toEqual(seen[0]);
    await admin.go(`${routes.admin.connections}?q=zebra&state=paused`);
    await seeTitle(page, "No connection matches");
    await follow(page, "Remove “Search: zebra”");
    await see(page, "link", "Remove “State: Paused”");
  });

  it("Journey 29: ticked rows, or the question for all that match, go to the page that asks first", async () => {
    await using admin = await stage.visit({ js, as: "Ada", role: "admin" });
    const { page } = admin;
    await admin.go(`${routes.admin.connections}?state=reconnect&size=25`);
    await boxes(page).nth(0).check();
    await boxes(page).nth(2).check();
    await press(page, "Pause");
    await page.waitForURL(/\/admin\/jobs\/new\?/);
    const picked = new URL(page.url()).searchParams;
    expect([picked.get("act"), picked.get("all"), picked.getAll("ids").length]).toEqual(["pause", null, 2]);

    await admin.go(`${routes.admin.connections}?state=reconnect&size=25`);
    await boxes(page).nth(0).check();
    await page.getByRole("checkbox", { name: "Select all 40 that match" }).check();
    // What is chosen is the question: one more fits it by now.
    await plantCrowd(stage.app.database, [
      { label: "Shop came late", owner: sellers[0]?.userId ?? "", status: "NEEDS_REAUTH", reason: "invalid_grant" },
    ]);
    await press(page, "Refresh");
    await page.waitForURL(/\/admin\/jobs\/new\?/);
    expect(query(page)).toMatchObject({ act: "refresh", all: "1", state: "reconnect" });
    await seeTitle(page, /\b41 connections/);
    await stage.app.database.query("delete from connection where label = 'Shop came late'");
  });
});

it("Journey 29: a whole page, a range with Shift by mouse and by keyboard, and how many is said", async () => {
  await using admin = await stage.visit({ as: "Ada", role: "admin" });
  const { page } = admin;
  await admin.go(`${routes.admin.connections}?size=25`);
  await page.getByRole("checkbox", { name: "Select this page" }).check();
  await page.getByRole("status").filter({ hasText: "25 selected" }).waitFor();
  await page.getByRole("checkbox", { name: "Select this page" }).uncheck();
  expect(await ticked(page)).toBe(0);

  await boxes(page).nth(3).click();
  await boxes(page)
    .nth(7)
    .click({ modifiers: ["Shift"] });
  await page.getByRole("status").filter({ hasText: "5 selected" }).waitFor();
  await boxes(page).nth(10).focus();
  await page.keyboard.press("Shift+Space");
  await page.getByRole("status").filter({ hasText: "8 selected" }).waitFor();
  expect(await ticked(page)).toBe(8);
});

it("Journey 38: on a phone nothing that cannot be seen takes the focus, a page can be ticked, and a view can be saved", async () => {
  await using admin = await stage.visit({ as: "Ada", role: "admin", width: 320 });
  const { page } = admin;
  await admin.go(`${routes.admin.connections}?state=reconnect&size=25`);
  expect(await page.getByRole("link", { name: "Label", exact: true }).count()).toBe(0);
  await page.getByRole("checkbox", { name: "Select this page" }).check();
  await page.getByRole("status").filter({ hasText: "25 selected" }).waitFor();
  await unfold(page, "Save view");
  await see(page, "textbox", "Name");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

it("Journey 39: the list tells its times in UTC and back again, on the page that it was on", async () => {
  await using admin = await stage.visit({ as: "Ada", role: "admin", zone: "Asia/Kathmandu" });
  const { page } = admin;
  await admin.go(`${routes.admin.connections}?size=25`);
  const second = await turn(page, "Next");
  const { after } = query(page);
  await follow(page, "UTC");
  await page.getByText("Times in UTC").waitFor();
  expect([query(page)["tz"], query(page)["after"]]).toEqual(["utc", after]);
  expect(await rows(page)).toEqual(second);
  await follow(page, "Local");
  await page.getByText(/^Times in (Kathmandu|Nepal)/).waitFor();
  expect(query(page)["after"]).toBe(after);
});

it("whoever may only look sees the same list without a box, a bar or a file", async () => {
  await using viewer = await stage.visit({ as: "Vera", role: "viewer" });
  await viewer.go(routes.admin.connections);
  await see(viewer.page, "rowheader");
  expect(await boxes(viewer.page).count()).toBe(0);
  expect(await words(viewer.page)).not.toMatch(/Export CSV|Disconnect…/);
});

it("keys: / goes to the search, ? says what keys do, Ctrl+K finds a connection; single keys can be turned off", async () => {
  await using admin = await stage.visit({ as: "Ada", role: "admin" });
  const { page } = admin;
  await admin.go(routes.admin.connections);
  await page.keyboard.press("/");
  expect(await page.getByRole("searchbox").evaluate((box) => box === document.activeElement)).toBe(true);
  await page.getByRole("link", { name: "UTC" }).focus();
  await page.keyboard.press("?");
  await see(page, "dialog", "What keys do here");
  await press(page, "Close");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("textbox").fill("shop 123");
  await page
    .getByRole("dialog")
    .getByRole("link", { name: /Shop 123/ })
    .waitFor();
  await page.keyboard.press("Enter");
  await seeTitle(page, "Shop 123");

  await admin.go(routes.profile);
  await page.getByRole("group", { name: "Keys that work by themselves" }).getByRole("radio", { name: "Off" }).check();
  await press(page, "Save profile");
  await admin.go(routes.admin.connections);
  await page.keyboard.press("/");
  expect(await page.getByRole("searchbox").evaluate((box) => box === document.activeElement)).toBe(false);
});

it("keeps a view, hides a column, and shows a connection as its seller sees it with nothing to press", async () => {
  await using admin = await stage.visit({ js: false, as: "Ada", role: "admin" });
  const { page } = admin;
  await admin.go(`${routes.admin.connections}?state=reconnect`);
  await unfold(page, "Save view");
  await page.getByRole("textbox", { name: "Name" }).fill("Broken StubHub");
  await press(page, "Save");
  await page.getByText("The view “Broken StubHub” is saved.").waitFor();
  await follow(page, "Columns");
  await press(page, "Hide Account");
  await see(page, "button", "Show Account");
  await follow(page, "Back to the list");
  await see(page, "link", "Broken StubHub");
  expect(await page.getByRole("columnheader", { name: "Account" }).count()).toBe(0);

  await page.getByRole("rowheader").first().getByRole("link").click();
  await press(page, "See as seller");
  await page.getByText("Read only. That you looked is in the audit.").waitFor();
  expect(await page.getByRole("main").getByRole("button").count()).toBe(0);
  await follow(page, "Back to your view");
  await press(page, "Show it to me once");
  expect(await page.getByRole("textbox", { name: "Your link" }).inputValue()).toMatch(/\/r\/[\w-]{32}$/);
});

it("a page of a hundred and one of fifty stay within their budget of bytes", async () => {
  await using admin = await stage.visit({ as: "Ada", role: "admin" });
  const { page, go } = admin;
  const fifty = await weigh(page, stage.app.origin, () => go(routes.admin.connections));
  const hundred = await weigh(page, stage.app.origin, () => go(`${routes.admin.connections}?size=100`));
  expect(fifty.html).toBeLessThan(40_000);
  expect(hundred.html).toBeLessThan(60_000);
  expect(hundred.js).toBeLessThan(190_000);
  expect(hundred.css).toBeLessThan(18_000);
});
