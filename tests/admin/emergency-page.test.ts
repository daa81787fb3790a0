import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { connect, press, see, seeTitle, unfold, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const status = async ({ page }: Visitor) => (await see(page, "status")).innerText();

it.each([true, false])(
  "an admin stops a marketplace, its seller reads that nothing is to be done, and after it is lifted all is as before (script: %s)",
  async (js) => {
    await using seller = await stage.visit({ js });
    const id = await connect(seller, { label: "Main store" });
    await using admin = await stage.visit({ js, as: "Ada", role: "admin" });
    const { page } = admin;
    await admin.go(routes.admin.emergency);
    await seeTitle(page, "Emergency stop");
    await unfold(page, "Stop…", page.getByRole("row").filter({ hasText: "Stop StubHub now" }));
    const field = page.getByRole("textbox", { name: "Type “StubHub” to go on" });
    await field.fill("stockx");
    await press(page, "Stop StubHub now");
    expect(await (await see(page, "alert")).innerText()).toContain("That is not what was to be typed. Nothing was stopped.");
    await unfold(page, "Stop…", page.getByRole("row").filter({ hasText: "Stop StubHub now" }));
    await field.fill("StubHub");
    await press(page, "Stop StubHub now");
    expect(await status(admin)).toMatch(/Stopped\. Connections that nobody can use now: \d+\./);
    await see(page, "heading", "StubHub is stopped");

    await seller.go(routes.connections);
    expect(await words(seller.page)).toMatch(
      /Your admin has stopped StubHub for now\. Since .* Your access is safe\. There is nothing you need to do\./,
    );
    await seller.go(routes.connection(id));
    expect(await words(seller.page)).toContain("Your admin has stopped StubHub for now. Your access is safe.");
    for (const name of [/^Refresh now/, /^Check now/, /^Resume/])
      expect(await seller.page.getByRole("button", { name }).count(), String(name)).toBe(0);
    await seller.go(routes.connect("stubhub"));
    expect(await words(seller.page)).toContain("Your admin has stopped this marketplace for now.");

    await admin.go(routes.admin.provider("stubhub"));
    expect(await (await see(page, "complementary", "Emergency stop that lasts")).innerText()).toContain("StubHub is stopped");
    expect(await words(page)).toContain("Stopped in an emergency");
    expect(await page.getByRole("button", { name: /^(Pause|Resume)/ }).count(), "renewals are not its to decide").toBe(0);
    await admin.go(routes.admin.emergency);
    await press(page, "Lift the stop");
    expect(await status(admin)).toContain("Lifted. Renewals begin again, slowly.");
    await see(page, "heading", "StubHub was stopped");
    await seller.go(routes.connection(id));
    expect(await words(seller.page)).toContain("Nothing to do. We renew access for you.");
  },
);
