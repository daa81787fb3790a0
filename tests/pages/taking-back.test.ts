import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { connect, consent, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

async function rename({ page, go }: Visitor, id: string, to: string): Promise<void> {
  await go(`${routes.connection(id)}#label`);
  await page.getByRole("textbox", { name: "New name" }).fill(to);
  await press(page, "Save name");
  await see(page, "status");
}

describe.each([{ js: true }, { js: false }])("what can be taken back, JavaScript on: $js", ({ js }) => {
  it("Journey 10: the same account again is told as that, and there is no second row", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const account = js ? "Ana" : "Ben";
    for (const label of ["Main store", "Once more"]) {
      await seller.go(routes.connect("stockx"));
      await page.getByRole("textbox", { name: "Label" }).fill(label);
      await press(page, "Continue to StockX");
      await consent(page, { account });
      await seeTitle(page, label === "Main store" ? "Main store is connected" : "This account is already connected");
    }
    expect(await words(page)).toMatch(/You already have .+ as “Main store”\./);
    const rows = await stage.app.database.query(
      "select c.label from connection c join app_user u on u.id = c.owner_id where u.public_id = $1",
      [seller.userId],
    );
    expect(rows.map((row) => ({ ...row }))).toEqual([{ label: "Main store" }]);
  });

  it("Journey 17: a new name is taken back by one press, whatever it is made of, and twice is once", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller, { label: "متجر 👩‍🎤 “A” & <b>" });
    await rename(seller, id, "Main store");
    const undo = await see(page, "button", "Undo");
    await undo.dblclick();
    // Names are held apart from the sentence around them by marks that nobody sees.
    const said = (await (await see(page, "status")).innerText()).replace(/[\u2068\u2069]/g, "");
    expect(said).toContain("Undone. It is called “متجر 👩‍🎤 “A” & <b>” again.");
    await seeTitle(page, "متجر 👩‍🎤 “A” & <b>");
    expect(await page.getByRole("button", { name: "Undo" }).count()).toBe(0);

    await rename(seller, id, "Main store");
    await connect(seller, { label: "متجر 👩‍🎤 “A” & <b>", account: "Ben" });
    await rename(seller, id, "Outlet");
    await press(page, "Undo");
    await seeTitle(page, "Main store");
  });

  it("Journey 23: a pause is taken back by one press, and who is turned off takes no new accounts but keeps the old", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const id = await connect(seller, { label: "Main store" });
    await press(page, "Pause Main store");
    await press(page, "Undo");
    expect(await (await see(page, "status")).innerText()).toContain("Main store is not paused any more.");
    await see(page, "button", "Pause Main store");

    await stage.app.database.query("update client_registration set enabled = false where provider_id = 'stubhub'");
    try {
      await seller.go(routes.choose);
      expect(await words(page)).toMatch(/Not available now .*StubHub.* Turned off by your admin · Connected: 1/);
      expect(await page.getByRole("link", { name: /StubHub/ }).count()).toBe(0);
      await seller.go(routes.connect("stubhub"));
      await seeTitle(page, /turned off here|cannot be connected/);
      await seller.go(routes.connection(id));
      await press(page, "Refresh now");
      expect(await (await see(page, "status")).innerText()).toContain("Done. Access was renewed.");
    } finally {
      await stage.app.database.query("update client_registration set enabled = true where provider_id = 'stubhub'");
    }
  });
});
