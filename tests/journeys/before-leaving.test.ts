import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { consent, press, see, seeTitle, words } from "@/tests/support/steps";

/** A marketplace that accepts people back at an http address, with a registration in each of its environments. */
const TWO_ENVIRONMENTS = {
  EBAY_CLIENT_ID: "real",
  EBAY_CLIENT_SECRET: "s",
  EBAY_REDIRECT_ALIAS: "Real-Name",
  EBAY_REGISTRATIONS: "try-out",
  EBAY_TRY_OUT_CLIENT_ID: "test",
  EBAY_TRY_OUT_CLIENT_SECRET: "s",
  EBAY_TRY_OUT_REDIRECT_ALIAS: "Test-Name",
  EBAY_TRY_OUT_ENVIRONMENT: "sandbox",
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(TWO_ENVIRONMENTS);
});
afterAll(() => stage[Symbol.asyncDispose]());

describe.each([{ js: true }, { js: false }])("before a seller leaves, JavaScript on: $js", ({ js }) => {
  it("an address of a shop that cannot be one comes back with everything that was typed, and the right one leads there", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const store = page.getByRole("textbox", { name: "Store address" });
    await seller.go(routes.connect("shopify"));
    await seeTitle(page, "Connect Shopify");
    expect(await words(page)).toContain(`You will go to ${new URL(stage.app.sandboxOrigin).host}`);
    await store.fill("evil.example/.myshopify.com");
    await page.getByRole("textbox", { name: "Label" }).fill("Goods & more");
    await page.getByRole("checkbox", { name: "See your orders" }).check();
    await press(page, "Continue to Shopify");

    await see(page, "alert");
    expect(await words(page)).toContain("Type the first part only, as in my-shop.myshopify.com.");
    expect(await store.inputValue()).toBe("evil.example/.myshopify.com");
    expect(await store.getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByRole("textbox", { name: "Label" }).inputValue()).toBe("Goods & more");
    expect(await page.getByRole("checkbox", { name: "See your orders" }).isChecked()).toBe(true);
    await page.getByRole("link", { name: "Go to the field" }).click();

    await store.fill(` HTTPS://Goods-${js ? "one" : "two"}.myshopify.com/admin/products?limit=5 `);
    await press(page, "Continue to Shopify");
    await consent(page, { account: js ? "Ana" : "Ben" });
    await seeTitle(page, "Goods & more is connected");
    expect(await words(page)).toContain(`goods-${js ? "one" : "two"}`);
  });

  it("of two kinds of access one is given, the smaller one unless the seller says otherwise", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    await seller.go(routes.connect("foxy"));
    await seeTitle(page, "Connect Foxy");
    const choices = page.getByRole("group", { name: "Choose one" }).getByRole("radio");
    expect(await choices.count()).toBe(2);
    expect(await choices.first().isChecked()).toBe(true);
    await choices.last().check();
    expect(await choices.first().isChecked()).toBe(false);
    const left = page.waitForRequest((request) => request.url().includes("scope="));
    await press(page, "Continue to Foxy");

    expect(new URL((await left).url()).searchParams.get("scope")).toBe("user_full_access");
    await see(page, "button", "Deny");
  });

  it("each environment of a marketplace can be chosen, and a test one cannot be mistaken", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    await seller.go(routes.choose);
    const links = page.getByRole("link", { name: /^eBay/ });
    expect(await links.count()).toBe(2);
    expect(await links.first().innerText()).not.toContain("Test");
    const sandbox = page.getByRole("link", { name: /eBay sandbox/ });
    expect(await sandbox.innerText()).toContain("Test");
    await sandbox.click();

    await seeTitle(page, "Connect eBay");
    const there = await words(page);
    expect(there).toContain("You will go to auth.sandbox.ebay.com");
    expect(there).toContain("This is a test marketplace. It is not the real eBay.");
    await page.getByRole("textbox", { name: "Label" }).fill(" ");
    await press(page, "Continue to eBay");
    await see(page, "alert");
    expect(await words(page)).toContain("You will go to auth.sandbox.ebay.com");

    await seller.go(routes.connect("ebay"));
    expect(await words(page)).toContain("You will go to auth.ebay.com");
    await seller.go(routes.connect("ebay", "staging"));
    await seeTitle(page, "There is nothing here");
    seller.problems.announce(/404/);
  });
});
