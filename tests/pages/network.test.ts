import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

it("Journey 42: offline a form is held back with a sentence, nothing that was typed is lost, and it goes on afterwards", async () => {
  await using seller = await stage.visit();
  const { page, context } = seller;
  await seller.go(routes.connect("stubhub"));
  await page.waitForLoadState("networkidle");
  await page.getByRole("textbox", { name: "Label" }).fill("Written in the train");
  await context.setOffline(true);
  expect(await (await see(page, "alert")).innerText()).toContain("You are offline.");
  await press(page, "Continue to StubHub");
  expect(new URL(page.url()).pathname).toBe(routes.connect("stubhub"));
  expect(await page.getByRole("textbox", { name: "Label" }).inputValue()).toBe("Written in the train");

  await context.setOffline(false);
  await page.getByRole("alert").filter({ hasText: "You are offline." }).waitFor({ state: "hidden" });
  await press(page, "Continue to StubHub");
  await see(page, "button", "Allow (test)");
});

it("Journey 42: an open dashboard that cannot ask any more says how old it is, until it can", async () => {
  await using seller = await stage.visit();
  const { page } = seller;
  await connect(seller, { label: "Main store" });
  await page.clock.install();
  await seller.go(routes.connections);
  await see(page, "link", "Main store");
  expect(await page.getByText("We cannot look for news right now.").isVisible()).toBe(false);

  await page.route(`**${routes.api.pulse}`, (route) => route.abort());
  await page.clock.runFor(31_000);
  const notice = page.getByRole("status").filter({ hasText: "We cannot look for news right now." });
  await notice.waitFor();
  expect(await notice.innerText()).toMatch(/Shown as of \d\d:\d\d\./);
  await page.unroute(`**${routes.api.pulse}`);
  await page.clock.runFor(31_000);
  await notice.waitFor({ state: "hidden" });
  seller.problems.announce(/pulse/);
});

it("Journey 42: on a slow line a page can be read and filled in before its scripts are there, and they change nothing", async () => {
  await using seller = await stage.visit();
  const { page, context } = seller;
  const id = await connect(seller, { label: "Main store" });
  const debug = await context.newCDPSession(page);
  await debug.send("Network.clearBrowserCache");
  await debug.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 400,
    downloadThroughput: 60_000,
    uploadThroughput: 60_000,
  });
  await page.goto(`${stage.app.origin}${routes.connection(id)}#label`, { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "New name" }).fill("Typed early");
  await page.waitForLoadState("networkidle");
  expect(await page.getByRole("textbox", { name: "New name" }).inputValue()).toBe("Typed early");
  await press(page, "Save name");
  await seeTitle(page, "Typed early");
});

it.each([true, false])(
  "Journey 41: back and forward show how things are now and do nothing a second time, JavaScript on: %s",
  async (js) => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller, { label: "Main store" });
    await seller.go(`${routes.connection(id)}#label`);
    await page.getByRole("textbox", { name: "New name" }).fill("Outlet");
    await press(page, "Save name");
    await seeTitle(page, "Outlet");
    await press(page, "Pause Outlet");
    await see(page, "button", "Resume Outlet");
    for (const way of ["goBack", "goBack", "goForward", "reload", "goForward"] as const) {
      await page[way]();
      await see(page, "heading", "Outlet");
    }
    expect(await page.getByRole("button", { name: "Undo" }).count()).toBe(0);
    const text = await words(page);
    for (const once of ["You renamed this", "You paused this"]) expect(text.split(once), once).toHaveLength(2);

    await seller.go(routes.disconnect(id));
    await press(page, "Disconnect Outlet");
    await see(page, "status");
    await page.goBack();
    await seeTitle(page, /Outlet is already disconnected|Outlet/);
    expect(await page.getByRole("button", { name: "Disconnect Outlet" }).count()).toBe(0);

    await seller.go(routes.profile);
    await press(page, "Sign out here");
    await seeTitle(page, "Sign in");
    await page.goBack();
    await page.goBack();
    await seeTitle(page, "Sign in");
  },
);
