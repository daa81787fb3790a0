import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { consent, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** What a seller types besides the label, by field. */
const typed = (provider: string, js: boolean): Readonly<Record<string, string>> =>
  provider === "shopify" ? { "Store address": js ? "https://Pretend-Goods.myshopify.com/admin" : " other-goods " } : {};

const EACH = CATALOGUE.flatMap((definition) => [
  { definition, name: definition.displayName, js: true },
  { definition, name: definition.displayName, js: false },
]);

describe.each(EACH)("$name, JavaScript on: $js", ({ definition, name, js }) => {
  it("is chosen, allowed at its own page, and stands connected with its clocks", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    await seller.go(routes.choose);
    await page.getByRole("link", { name: new RegExp(`^(Connect )?${name}`) }).click();
    await seeTitle(page, `Connect ${name}`);
    for (const [field, value] of Object.entries(typed(definition.id, js)))
      await page.getByRole("textbox", { name: field }).fill(value);
    await page.getByRole("textbox", { name: "Label" }).fill("Main store");
    await press(page, `Continue to ${name}`);
    // An account belongs to one seller, so each of the two who come here has their own.
    await consent(page, { account: js ? "Ana" : "Ben" });
    await seeTitle(page, /is connected|Connected, /);
    await page.getByRole("link", { name: /^(Done|Leave it)$/ }).click();
    await seeTitle(page, "Main store");
    await see(page, "heading", "What we can do");
    const text = await words(page);
    expect(text).toContain(name);
    expect(text).toContain("Working");
    expect(text).not.toMatch(/scope\.|note\.|field\./);

    await seller.go(routes.connections);
    await see(page, "link", /Main store/);
    expect(await words(page)).toContain("Working");
  });
});
