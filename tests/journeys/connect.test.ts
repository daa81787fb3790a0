import type { Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, consent, follow, leaveFor, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

describe.each([{ js: true }, { js: false }])("connecting, JavaScript on: $js", ({ js }) => {
  it("Journey 5, A27: a seller connects end to end, and neither address, history nor referrer keeps what the marketplace sent", async () => {
    await using seller = await stage.visit({ js });
    const { page, context } = seller;
    const requests: Request[] = [];
    context.on("request", (request) => void requests.push(request));
    const policies: string[] = [];
    page.on("response", (response) => {
      if (response.url().startsWith(stage.app.origin) && response.request().isNavigationRequest())
        policies.push(response.headers()["content-security-policy"] ?? "none");
    });

    await seller.go(routes.home);
    await seeTitle(page, "Connect your first marketplace");
    await page.getByRole("link", { name: /StubHub/ }).click();
    await seeTitle(page, "Connect StubHub");
    expect(await words(page)).toContain(`You will go to ${new URL(stage.app.sandboxOrigin).host}`);
    await page.getByRole("textbox", { name: "Label" }).fill("Main store");
    await press(page, "Continue to StubHub");
    await consent(page);
    await seeTitle(page, "Main store is connected");

    expect(new URL(page.url()).pathname).toMatch(/^\/connections\/result\/att_/);
    expect(new URL(page.url()).search).toBe("");
    const session = await context.newCDPSession(page);
    const { entries } = await session.send("Page.getNavigationHistory");
    const ours = entries.map(({ url }) => url).filter((url) => url.startsWith(stage.app.origin));
    expect(ours.length).toBeGreaterThan(2);
    for (const url of ours) expect(url).not.toMatch(/[?&](code|state)=/);
    const told = await Promise.all(requests.map(async (r) => ({ to: r.url(), from: (await r.allHeaders())["referer"] })));
    const referrers = told.flatMap(({ to, from }) => (from === undefined ? [] : [{ to, from }]));
    for (const { to, from } of referrers) {
      if (to.startsWith(stage.app.sandboxOrigin)) expect(from, `told to ${to}`).not.toContain(stage.app.origin);
      else expect(from, `told to ${to}`).not.toMatch(/code=|state=/);
    }
    expect(
      referrers.some(({ to }) => to.startsWith(stage.app.origin)),
      "the ear works",
    ).toBe(true);
    for (const policy of policies) expect(policy).toMatch(/default-src 'none'.*form-action 'self'/);

    await follow(page, "Done");
    await seeTitle(page, "Main store");
    expect(await words(page)).toContain("Nothing to do. We renew access for you.");
  });

  it("Journey 9: two accounts of one marketplace stand side by side under their own labels", async () => {
    await using seller = await stage.visit({ js });
    await connect(seller, { label: "Main store", named: true });
    await seller.go(routes.connect("stubhub"));
    expect(await words(seller.page)).toContain("Already connected: Main store (ana@sandbox.test).");
    await connect(seller, { label: "Outlet", named: true, account: "Ben" });

    await seller.go(routes.connections);
    const text = await words(seller.page);
    expect(text).toContain("ana@sandbox.test");
    expect(text).toContain("ben@sandbox.test");
    for (const label of ["Main store", "Outlet"]) await see(seller.page, "link", label);
  });

  it("Journey 6: who chooses Deny reads it plainly, and nothing is stored", async () => {
    await using seller = await stage.visit({ js });
    await leaveFor(seller, { label: "Main store" });
    await consent(seller.page, { decision: "Deny" });
    await seeTitle(seller.page, "You chose not to allow access");
    expect(await words(seller.page)).toContain("Nothing was connected and nothing was saved.");

    const stored = await stage.app.database.query(
      "select 1 from connection c join app_user u on u.id = c.owner_id where u.public_id = $1",
      [seller.userId],
    );
    expect(stored).toEqual([]);
    await follow(seller.page, "Try again");
    await seeTitle(seller.page, "Connect StubHub");
  });

  it("Journey 13, A17: what the seller did not tick at the marketplace is shown as missing and can be added", async () => {
    await using seller = await stage.visit({ js });
    await leaveFor(seller, { label: "Main store" });
    await consent(seller.page, { without: ["write:sellerlistings"] });
    await seeTitle(seller.page, "Connected, with some access missing");
    expect(await words(seller.page)).toContain("You did not allow: Create and change your listings.");
    await follow(seller.page, "Reconnect to add");
    await press(seller.page, "Continue to StubHub");
    await consent(seller.page);
    await seeTitle(seller.page, "Main store is connected again");
    await seller.go(routes.connections);
    expect(await words(seller.page)).toContain("It works. Nothing needs you.");
  });

  it("a name that is taken comes back beside its field, with what was typed and ticked", async () => {
    await using seller = await stage.visit({ js });
    await connect(seller, { label: "Main store" });
    await leaveFor(seller, { label: "main STORE", named: true });
    const field = seller.page.getByRole("textbox", { name: "Label" });
    await see(seller.page, "textbox", "Label");
    expect(await words(seller.page)).toContain("Another of your connections has this name.");
    expect(await field.inputValue()).toBe("main STORE");
    expect(await seller.page.getByRole("checkbox", { name: "See your account name and email" }).isChecked()).toBe(true);
    await field.fill("Second store");
    await press(seller.page, "Continue to StubHub");
    await consent(seller.page, { account: "Ben" });
    await seeTitle(seller.page, "Second store is connected");
  });
});
