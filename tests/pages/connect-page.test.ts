import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

it.each([true, false])(
  "a quick choice ticks what only reads or everything, and keeps what was typed, JavaScript on: %s",
  async (js) => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    await seller.go(routes.connect("stubhub"));
    await page.getByRole("textbox", { name: "Label" }).fill("Matinees");
    const ticked = async () => (await page.getByRole("checkbox", { checked: true }).all()).length;
    expect(await ticked()).toBe(0);

    await press(page, "Only what reads");
    await page.getByRole("checkbox", { name: "See your sales", checked: true }).waitFor();
    expect(await page.getByRole("checkbox", { name: "Confirm and send sold tickets" }).isChecked()).toBe(false);
    expect(await page.getByRole("textbox", { name: "Label" }).inputValue()).toBe("Matinees");

    await press(page, "Everything");
    await page.getByRole("checkbox", { name: "Confirm and send sold tickets", checked: true }).waitFor();
    expect(await page.getByRole("checkbox", { checked: false }).count()).toBe(0);

    // Enter goes on to the marketplace; it does not press the first button of the form.
    const reference = /tell your admin: (..-...)\./.exec(await words(page))?.[1];
    await page.getByRole("textbox", { name: "Label" }).press("Enter");
    await see(page, "button", "Allow (test)");
    const [attempt] = await stage.app.database.query(
      "select label, cardinality(scope) as scopes, reference from authorization_attempt order by id desc limit 1",
    );
    expect(attempt).toEqual({ label: "Matinees", scopes: 8, reference });
    expect(stage.app.output()).toContain(reference ?? "no reference");
  },
);

it.each([true, false])(
  "while a marketplace has trouble its page says so before anybody leaves, JavaScript on: %s",
  async (js) => {
    await using seller = await stage.visit({ js });
    await stage.app.database.query(
      "update client_registration set trouble = 'outage', trouble_since = now() where provider_id = 'stubhub'",
    );
    await seller.go(routes.connect("stubhub"));
    await seeTitle(seller.page, "Connect StubHub");
    expect(await words(seller.page)).toContain("StubHub has trouble with everybody right now.");
    await stage.app.database.query("update client_registration set trouble = null where provider_id = 'stubhub'");
  },
);
