import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { follow, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const FIRST_VISIT = "Connect your first marketplace";

async function askForLink({ page, go }: Visitor, email: string): Promise<void> {
  await go(routes.signIn);
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await press(page, "Email me a sign-in link");
  await seeTitle(page, "Check your email");
  expect(await words(page)).toContain("If that address has an account, a link is on its way.");
}

/** The address in the newest mail to this person. */
async function mailedLink({ page, go }: Visitor, email: string): Promise<string> {
  await go(routes.mailbox);
  return (
    (await page
      .getByRole("link", { name: `for ${email}` })
      .first()
      .getAttribute("href")) ?? ""
  );
}

async function signInAs({ page, go }: Visitor, name: string): Promise<void> {
  await go(routes.signIn);
  await press(page, `Sign in as ${name}`);
  await seeTitle(page, FIRST_VISIT);
}

const themeOf = (page: Page) => page.evaluate(() => document.documentElement.dataset["theme"] ?? "system");

describe.each([{ js: true }, { js: false }])("people, JavaScript on: $js", ({ js }) => {
  it("a mailed link signs in once by its button; opening it alone uses nothing up; a second use says so", async () => {
    const jane = await stage.app.signIn("Jane");
    await using visitor = await stage.visit({ js, as: null });
    const { page } = visitor;
    await askForLink(visitor, jane.email);
    await follow(page, "Open the trial mailbox");
    await page.getByRole("link", { name: `for ${jane.email}` }).click();
    await seeTitle(page, "One more click");
    await page.reload();
    await press(page, "Sign in");
    await seeTitle(page, FIRST_VISIT);
    expect(page.url()).not.toMatch(/token|email/);

    await page.goto(await mailedLink(visitor, jane.email));
    await press(page, "Sign in");
    await seeTitle(page, "Sign in");
    expect(await (await see(page, "alert")).innerText()).toContain("This link was used already. Each link works once.");
  });

  it("a mailed link works in another browser than the one that asked for it", async () => {
    const jane = await stage.app.signIn("Jane");
    await using asked = await stage.visit({ js, as: null });
    await askForLink(asked, jane.email);
    await using other = await stage.visit({ js, as: null });
    await other.page.goto(await mailedLink(other, jane.email));
    expect(await words(other.page)).toContain(`Press the button to sign in as ${jane.email}.`);
    await press(other.page, "Sign in");
    await seeTitle(other.page, FIRST_VISIT);
  });

  it("an unknown address gets the same answer, and no mail", async () => {
    await using visitor = await stage.visit({ js, as: null });
    await askForLink(visitor, "nobody@shop.test");
    await visitor.go(routes.mailbox);
    await seeTitle(visitor.page, "Trial mailbox");
    expect(await words(visitor.page)).not.toContain("nobody@shop.test");
  });

  it("a stranger is taken to the page they wanted after signing in", async () => {
    await using visitor = await stage.visit({ js, as: null });
    await visitor.go(routes.profile);
    await seeTitle(visitor.page, "Sign in");
    await press(visitor.page, "Sign in as Jane Miller");
    await seeTitle(visitor.page, "Profile");
  });

  it("E4: sessions are listed and ended, and the other browser is out at once", async () => {
    await using here = await stage.visit({ js, as: null });
    await using there = await stage.visit({ js, as: null });
    await signInAs(here, "Omar Haddad");
    await signInAs(there, "Omar Haddad");

    await here.go(routes.profile);
    expect(await words(here.page)).toMatch(/Chrome on Linux This device/);
    await here.page
      .getByRole("button", { name: /^Sign out Chrome on Linux, signed in/ })
      .first()
      .click();
    expect(await (await see(here.page, "status")).innerText()).toContain("That device is signed out.");
    await there.go(routes.connections);
    await seeTitle(there.page, "Sign in");

    await signInAs(there, "Omar Haddad");
    await here.go(routes.profile);
    await press(here.page, "Sign out everywhere else");
    expect(await words(here.page)).toContain("You are signed in only here.");
    await there.go(routes.connections);
    await seeTitle(there.page, "Sign in");

    await press(here.page, "Sign out here");
    await seeTitle(here.page, "Sign in");
    await here.go(routes.connections);
    await seeTitle(here.page, "Sign in");
  });

  it("the theme is chosen in the profile or in the menu, and the page is drawn in it from the start", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    await seller.go(routes.profile);
    expect(await themeOf(page)).toBe("system");
    await page.getByRole("radio", { name: "Dark" }).check();
    await press(page, "Save profile");
    await see(page, "status");
    expect(await themeOf(page)).toBe("dark");
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");

    await page.getByLabel("Account: Jane").click();
    await press(page, "Theme: light");
    await seeTitle(page, "Profile");
    expect(await themeOf(page)).toBe("light");
    await page.getByLabel("Account: Jane").click();
    await press(page, "Theme: as my device");
    await seeTitle(page, "Profile");
    expect(await themeOf(page)).toBe("system");
  });

  it("name and time zone are saved; until then times are the device's, or in UTC without a script", async () => {
    await using seller = await stage.visit({ js, zone: "America/New_York" });
    const { page } = seller;
    await seller.go(routes.help);
    await seeTitle(page, "Help");
    await page.waitForLoadState("networkidle");
    await seller.go(routes.profile);
    expect(await words(page)).toContain(js ? "Times in New York time" : "Times in UTC");

    const zone = page.getByRole("combobox", { name: "Time zone" });
    expect(await zone.inputValue(), "nothing is chosen for the person").toBe("");
    await page.getByRole("textbox", { name: "Name" }).fill("Jane M.");
    await zone.fill("Asia/Tokyo");
    await press(page, "Save profile");
    expect(await (await see(page, "status")).innerText()).toContain("Your profile is saved.");
    expect(await words(page)).toContain("Times in Tokyo time");
    expect(await zone.inputValue()).toBe("Asia/Tokyo");
    expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Jane M.");
  });
});
