import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { consent, see, seeTitle } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

describe.each([{ js: true }, { js: false }])("a sign-in of this morning, JavaScript on: $js", ({ js }) => {
  it("A22: is asked for once more before an account is added, and nothing that was typed is lost", async () => {
    await using seller = await stage.visit({ js, as: null });
    const { page } = seller;
    await seller.go(routes.home);
    await page.getByRole("button", { name: "Sign in as Jane Miller" }).click();
    await page.waitForURL((url) => url.pathname === routes.connections);
    await stage.app.database.query("update session set created_at = now() - interval '3 hours'", []);

    await seller.go(routes.connect("stubhub"));
    const label = `Outlet ${js ? "one" : "two"}`;
    await page.getByRole("textbox", { name: "Label" }).fill(label);
    await page.getByRole("checkbox", { name: /See your account name/ }).check();
    await page.getByRole("button", { name: "Continue to StubHub" }).click();
    await seeTitle(page, "Sign in");
    await page.getByRole("alert").filter({ hasText: "Please sign in once more" }).waitFor();

    await page.getByRole("button", { name: "Sign in as Jane Miller" }).click();
    await see(page, "status");
    expect(await page.getByRole("textbox", { name: "Label" }).inputValue()).toBe(label);
    expect(await page.getByRole("checkbox", { name: /See your account name/ }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Continue to StubHub" }).click();
    await consent(page, {});
    await seeTitle(page, `${label} is connected`);
  });
});
