import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { enter, tabTo, typeInto } from "@/tests/support/keyboard";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

it("Journey 36: a seller does everything by keyboard alone, and always sees where they are", async () => {
  await using seller = await stage.visit({ as: null });
  const { page } = seller;
  await seller.go(routes.signIn);
  await page.keyboard.press("Tab");
  await tabTo(page, "link", "Skip to content");
  await page.keyboard.press("Enter");
  await enter(page, "button", /^Sign in as Jane/);
  await seeTitle(page, "Connect your first marketplace");

  await enter(page, "link", /^StubHub/);
  await seeTitle(page, "Connect StubHub");
  await typeInto(page, "Label", "Main store");
  await enter(page, "button", "Continue to StubHub");
  await see(page, "button", "Allow (test)");
  await tabTo(page, "radio", /^Ana/);
  await page.keyboard.press("Space");
  await enter(page, "button", "Allow (test)");
  await seeTitle(page, /is connected/);
  await enter(page, "link", "Done");
  await seeTitle(page, "Main store");

  const details = page.getByRole("group").filter({ hasText: "New name" });
  await details.first().waitFor({ state: "attached" });
  for (let stop = 0; stop < 60; stop += 1) {
    const here = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    if (here === "Rename Main store") break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await typeInto(page, "New name", "Tickets");
  await page.keyboard.press("Enter");
  await seeTitle(page, "Tickets");

  await enter(page, "button", "Pause Tickets");
  expect(await (await see(page, "status")).innerText()).toContain("Tickets is paused.");
  await enter(page, "button", "Resume Tickets");
  expect(await (await see(page, "status")).innerText()).toContain("Tickets is not paused any more.");
  await enter(page, "button", "Check now");
  expect(await (await see(page, "status")).innerText()).toContain("It works.");

  await enter(page, "link", "Settings");
  await seeTitle(page, "Profile");
  await typeInto(page, "Name", "Jane of the keys");
  await typeInto(page, "Time zone", "tokyo", "combobox");
  await page.keyboard.press("Escape");
  await enter(page, "button", "Save profile");
  expect(await words(page)).toContain("Times in Tokyo time");

  await enter(page, "link", "Connections");
  await enter(page, "link", "Tickets");
  await enter(page, "link", /^Disconnect/);
  await see(page, "heading", "Disconnect Tickets?");
  await enter(page, "button", "Disconnect Tickets");
  await see(page, "heading", "Receipt");
  expect(await (await see(page, "status")).innerText()).toContain("Tickets is disconnected.");
});

/** At the pretend marketplace, without a mouse. */
async function allow(page: Page) {
  await see(page, "button", "Allow (test)");
  await tabTo(page, "radio", /^Ana/);
  await page.keyboard.press("Space");
  await enter(page, "button", "Allow (test)");
}

it("Journey 36: reconnecting, a link into other hands and what one is told about need no mouse either", async () => {
  await using seller = await stage.visit();
  const { page } = seller;
  const id = await connect(seller, { label: "Main store", named: true });
  const broken = () =>
    stage.app.database.query(
      "update connection set status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant', broken_since = now() where public_id = $1",
      [id],
    );
  await broken();
  await seller.go(routes.connections);
  await enter(page, "link", "Reconnect Main store");
  await seeTitle(page, "Reconnect Main store");
  await enter(page, "button", "Continue to StubHub");
  await allow(page);
  await seeTitle(page, /is connected|is working again|Reconnected/i);
  await enter(page, "link", "Done");
  await seeTitle(page, "Main store");

  await broken();
  await page.reload();
  await enter(page, "button", "Share a reconnect link");
  await seeTitle(page, "A reconnect link for Main store");
  const address = await page.getByRole("textbox", { name: "Your link" }).inputValue();
  await seller.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await enter(page, "button", "Copy the link");
  await page.getByText("Copied.").waitFor();
  await using guest = await stage.visit({ as: null });
  await guest.page.goto(address);
  await enter(guest.page, "button", "Continue to StubHub");
  await allow(guest.page);
  await seeTitle(guest.page, "Done");

  await enter(page, "link", "Settings");
  await seeTitle(page, "Profile");
  await enter(page, "link", "Notifications");
  await seeTitle(page, "Notifications");
  const box = await tabTo(page, "checkbox", "Ends soon: by email");
  expect(await box.isChecked()).toBe(true);
  await page.keyboard.press("Space");
  await enter(page, "button", "Save notifications");
  await see(page, "status");
  expect(await page.getByRole("checkbox", { name: "Ends soon: by email" }).isChecked()).toBe(false);
  await enter(page, "link", /^Notifications/);
  await seeTitle(page, "Notifications");
});
