import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Problems, watchProblems } from "@/tests/support/browser-problems";
import { keptChromium } from "@/tests/support/chromium";
import { type ProductionApp, shownCode, startProductionApp } from "@/tests/support/production-app";
import { press, see, seeTitle, words } from "@/tests/support/steps";

type Guest = { readonly page: Page; readonly problems: Problems; readonly [Symbol.asyncDispose]: () => Promise<void> };

/** Somebody with a browser of their own, at a deployment behind TLS. Disposing fails on anything that went wrong in it unannounced. */
async function guest(app: ProductionApp, js: boolean): Promise<Guest> {
  const context = await (await keptChromium()).newContext({ javaScriptEnabled: js, ignoreHTTPSErrors: true, locale: "en-GB" });
  context.setDefaultTimeout(15_000);
  const problems = watchProblems(context, [app.origin]);
  return {
    page: await context.newPage(),
    problems,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      expect(problems.list()).toEqual([]);
    },
  };
}

const NOTHING = "There is nothing here";

describe.each([{ js: true }, { js: false }])("the first hour of a deployment, JavaScript on: $js", ({ js }) => {
  let app: ProductionApp;
  beforeAll(async () => {
    app = await startProductionApp();
  });
  afterAll(() => app[Symbol.asyncDispose]());

  it("Journey 1: a wrong setup code is refused, the right one makes the admin, and then there is no such page", async () => {
    await using ada = await guest(app, js);
    const { page } = ada;
    await page.goto(`${app.origin}/setup`);
    await page.getByRole("textbox", { name: "Setup code" }).fill("AAAA-BBBB-CCCC-DDDD-EEEE");
    await press(page, "Go on");
    expect(await (await see(page, "alert")).innerText()).toContain("That is not the setup code.");
    expect(await page.getByRole("textbox", { name: "Your email" }).count()).toBe(0);

    await page.getByRole("textbox", { name: "Setup code" }).fill(shownCode(app.output()));
    await press(page, "Go on");
    await page.getByRole("textbox", { name: "Your name" }).fill("Ada Lovelace");
    expect(await page.getByRole("textbox", { name: "Address of this site" }).inputValue()).toBe(app.origin);
    await page.getByRole("textbox", { name: "Your email" }).fill("ada@shop.test");
    await press(page, "Send test email");
    expect(await (await see(page, "status")).innerText()).toContain("A test mail is on its way to ada@shop.test.");
    expect((await app.mail.mailTo("ada@shop.test")).subject).toContain("Test mail");
    expect(await page.getByRole("textbox", { name: "Your name" }).inputValue(), "nothing is asked twice").toBe("Ada Lovelace");
    expect(await words(page)).toMatch(/Database Fine.*Encryption key Fine.*Clock Fine.*Https Fine.*This page Fine.*Email Fine/);

    await press(page, "Create the owner");
    expect(await (await see(page, "status")).innerText()).toContain("You are the owner.");
    expect(new URL(page.url()).pathname).toBe("/admin");

    await page.goto(`${app.origin}/setup`);
    await seeTitle(page, NOTHING);
    await using stranger = await guest(app, js);
    expect((await stranger.page.goto(`${app.origin}/setup`))?.status()).toBe(404);
    await seeTitle(stranger.page, NOTHING);
    for (const { problems } of [ada, stranger]) problems.announce(/404/);
  });

  it("Journey 2: a mailed link signs in, says that it was used, and asks in another browser before it does anything", async () => {
    const ask = async ({ page }: Guest) => {
      await page.goto(`${app.origin}/sign-in`);
      await page.getByRole("textbox", { name: "Email" }).fill("ada@shop.test");
      await press(page, "Email me a sign-in link");
      await seeTitle(page, "Check your email");
    };
    await using ada = await guest(app, js);
    await using elsewhere = await guest(app, js);
    const had = app.mail.mails.length;
    await ask(ada);
    const link = (await app.mail.mailTo("ada@shop.test", had)).link ?? "";

    await elsewhere.page.goto(link);
    expect(await words(elsewhere.page)).toContain("You opened the link in another browser. Continue here?");
    await ada.page.goto(link);
    expect(await words(ada.page)).not.toContain("another browser");
    await press(ada.page, "Sign in");
    await ada.page.waitForURL(`${app.origin}/admin`);

    await press(elsewhere.page, "Sign in");
    await seeTitle(elsewhere.page, "Sign in");
    expect(await (await see(elsewhere.page, "alert")).innerText()).toContain("This link was used already.");
    await ask(elsewhere);
    const second = (await app.mail.mailTo("ada@shop.test", had + 1)).link ?? "";
    await using third = await guest(app, js);
    await third.page.goto(second);
    await press(third.page, "Sign in");
    await third.page.waitForURL(`${app.origin}/admin`);
  });
});
