import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, consent, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const MOST_STOPS = 60;
const WITHIN = { timeout: 15_000 };

/** Presses Tab until the focus is there, and proves that a person can see where it is. */
async function tabTo(page: Page, role: Parameters<Page["getByRole"]>[0], name: string | RegExp): Promise<void> {
  const wanted = await see(page, role, name);
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press("Tab");
    if (!(await wanted.evaluate((element) => element === document.activeElement))) continue;
    const outline = await wanted.evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline, `the focus on ${name} shows`).not.toBe("none");
    return;
  }
  throw new Error(`Tab does not reach the ${role} ${name}`);
}

const doublePress = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).dblclick();

describe.each([{ js: true }, { js: false }])("with keyboard and impatience, JavaScript on: $js", ({ js }) => {
  it("a seller signs in, connects, and disconnects with the keyboard alone", async () => {
    await using seller = await stage.visit({ js, as: null });
    const { page } = seller;
    const { keyboard } = page;
    await seller.go(routes.home);
    await tabTo(page, "button", js ? "Sign in as Jane Miller" : "Sign in as Omar Haddad");
    await keyboard.press("Enter");
    await tabTo(page, "link", /StubHub/);
    await keyboard.press("Enter");
    await tabTo(page, "checkbox", "See your account name and email");
    await keyboard.press("Space");
    await tabTo(page, "textbox", "Label");
    await keyboard.press("ControlOrMeta+A");
    await keyboard.type("Keyboard store");
    await tabTo(page, "button", "Continue to StubHub");
    await keyboard.press("Enter");
    await tabTo(page, "radio", /^Ana/);
    await keyboard.press("ArrowDown");
    await tabTo(page, "button", "Allow (test)");
    await keyboard.press("Enter");
    await seeTitle(page, "Keyboard store is connected");
    expect(await words(page)).toContain("We found your account ben@sandbox.test.");
    await tabTo(page, "link", "Done");
    await keyboard.press("Enter");
    await seeTitle(page, "Keyboard store");
    await tabTo(page, "link", "Disconnect Keyboard store");
    await keyboard.press("Enter");
    await tabTo(page, "button", "Disconnect Keyboard store");
    await keyboard.press("Space");
    await see(page, "status");
    await tabTo(page, "link", "Keyboard store");
  });

  it("Journey 41: pressing twice does everything once", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    await seller.go(routes.connect("stubhub"));
    await page.getByRole("textbox", { name: "Label" }).fill("Main store");
    await doublePress(page, "Continue to StubHub");
    await see(page, "button", "Allow (test)");
    const consents = (await stage.counted())["codeExchanges"] ?? 0;
    await doublePress(page, "Allow (test)");
    await seeTitle(page, "Main store is connected");
    expect((await stage.counted())["codeExchanges"]).toBe(consents + 1);
    await page.getByRole("link", { name: "Done" }).click();
    await seeTitle(page, "Main store");
    const id = new URL(page.url()).pathname.split("/")[2] ?? "";

    const stored = async () =>
      (
        await stage.app.database.query(
          "select c.label, c.status::text, k.generation from connection c join credential k on k.connection_id = c.id join app_user u on u.id = c.owner_id where u.public_id = $1",
          [seller.userId],
        )
      ).map((row) => ({ ...row }));

    await doublePress(page, "Refresh now");
    // Once the first has shown itself; the same number after the next steps says that there was no second.
    await expect.poll(stored, WITHIN).toEqual([{ label: "Main store", status: "ACTIVE", generation: 2 }]);

    await seller.go(`${routes.connection(id)}#label`);
    await page.getByRole("textbox", { name: "New name" }).fill("Outlet");
    await doublePress(page, "Save name");
    await seeTitle(page, "Outlet");
    await doublePress(page, "Pause Outlet");
    await see(page, "button", "Resume Outlet");
    expect(await stored()).toEqual([{ label: "Outlet", status: "PAUSED", generation: 2 }]);
    await doublePress(page, "Resume Outlet");
    await see(page, "button", "Pause Outlet");
    await seller.go(routes.disconnect(id));
    await doublePress(page, "Disconnect Outlet");
    // The second press ends the navigation of the first, so the address is asked for instead of waited for.
    await expect.poll(() => new URL(page.url()).pathname, WITHIN).not.toMatch(/\/disconnect$/);
    await see(page, "heading");
    await seller.go(routes.connection(id));
    const text = await words(page);
    for (const once of ["You renamed this", "You paused this", "You resumed this", "You disconnected this", "You connected this"])
      expect(text.split(once), once).toHaveLength(2);

    await seller.go(routes.profile);
    await page.getByRole("textbox", { name: "Name" }).fill("Jane Twice");
    await doublePress(page, "Save profile");
    await see(page, "status");
    expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Jane Twice");
    await doublePress(page, "Sign out here");
    await seeTitle(page, "Sign in");
  });

  it("adding another account as new twice adds it once", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller, { label: "Main store", named: true });
    await seller.go(routes.reconnect(id));
    await page.getByRole("button", { name: "Continue to StubHub" }).click();
    await consent(page, { account: "Ben" });
    await see(page, "button", "Add as new");
    await doublePress(page, "Add as new");
    await see(page, "heading");
    await seller.go(routes.connections);
    expect(await words(page)).toContain("2 connections. All work.");
  });
});
