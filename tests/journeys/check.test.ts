import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, follow, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());
afterEach(() => stage.noFaults());

/** Lets the minute between two checks pass. */
const later = () => stage.app.database.query("update connection set check_after = null");

describe.each([{ js: true }, { js: false }])("checking a connection, JavaScript on: $js", ({ js }) => {
  it("says that it works, when it can be checked again, and keeps both in the history", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller);
    await press(page, "Check now");
    expect(await (await see(page, "status")).innerText()).toMatch(/^It works\. StubHub let us in and answered in [\d.]+ s\.$/);
    expect(await words(page)).toMatch(/You can check again in \d+ s/);
    expect(await page.getByRole("button", { name: "Check now" }).count()).toBe(0);

    await later();
    await stage.fault("html", "on", 1);
    await seller.go(routes.connection(id));
    await press(page, "Check now");
    expect(await (await see(page, "status")).innerText()).toContain("The problem is there, not with you.");
    expect(await words(page)).toMatch(
      /You checked: StubHub did not give a clear answer\..*You checked: it works\. Took [\d.]+ s\./,
    );
    expect(await words(page)).toContain("Working");
  });

  it("StubHub 10: names the permission that is missing, and leads to where it can be added", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    await connect(seller, { without: ["read:sellerlistings"] });
    await press(page, "Check now");
    const message = await see(page, "status");
    expect(await message.innerText()).toContain("“See your listings”");
    await follow(page, "Reconnect to add");
    await seeTitle(page, /Reconnect/);
    expect(await words(page)).toContain("See your listings");
  });
});
