import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { consent, follow, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** What the marketplace's address for ending access answers from now on. */
const revocation = (value: string) =>
  fetch(`${stage.app.sandboxOrigin}/console/faults`, {
    method: "POST",
    body: new URLSearchParams({ provider: "stockx", fault: "revocation", value }),
    redirect: "manual",
  });

async function connectStockX({ page, go }: Visitor, label: string): Promise<void> {
  await go(routes.connect("stockx"));
  await page.getByRole("textbox", { name: "Label" }).fill(label);
  await press(page, "Continue to StockX");
  await consent(page, { account: "New account" });
  await seeTitle(page, `${label} is connected`);
  await follow(page, "Done");
  await seeTitle(page, label);
}

const receiptOf = async ({ page }: Visitor): Promise<string> => (await see(page, "region", "Receipt")).innerText();

it.each([true, false])(
  "Journey 16: disconnecting asks first and tells how it ended at the marketplace, JavaScript on: %s",
  async (js) => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    await connectStockX(seller, "Sneakers");
    const here = page.url();
    await follow(page, "Disconnect Sneakers");
    await seeTitle(page, "Disconnect Sneakers?");
    expect(await words(page)).toContain("We stop using and renewing access");
    // With a script the same page opens above this one, and the way back only closes it.
    expect(await page.getByRole("dialog", { name: "Disconnect Sneakers?" }).count()).toBe(js ? 1 : 0);
    expect(page.url()).toBe(js ? here : `${here}/disconnect`);
    await follow(page, "Keep connected");
    await see(page, "link", "Disconnect Sneakers");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(page.url()).toBe(here);

    await revocation("500");
    await follow(page, "Disconnect Sneakers");
    await press(page, "Disconnect Sneakers");
    expect(await receiptOf(seller)).toContain("StockX has not cancelled our access yet. We keep asking.");

    await revocation("200");
    await connectStockX(seller, "Outlet");
    await follow(page, "Disconnect Outlet");
    await press(page, "Disconnect Outlet");
    expect(await receiptOf(seller)).toContain("StockX confirmed that our access is cancelled.");
  },
);
