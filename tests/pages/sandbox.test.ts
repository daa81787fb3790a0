import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, leaveFor, see, seeTitle } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const WARNING = "TEST MARKETPLACE — not real";

it.each([true, false])(
  "Journey 40: nobody mistakes the pretend marketplace for a real one, before, there and afterwards (script: %s)",
  async (js) => {
    await using seller = await stage.visit({ js, colorScheme: "dark" });
    const { page } = seller;
    await seller.go(routes.connect("stubhub"));
    expect(await (await see(page, "main")).innerText()).toContain("Test");
    await leaveFor(seller, { label: "Main store" });
    await see(page, "button", "Allow (test)");

    for (const place of [page.url(), `${stage.app.sandboxOrigin}/`, `${stage.app.sandboxOrigin}/console`]) {
      await page.goto(place);
      expect(await page.title(), place).toMatch(new RegExp(`^${WARNING}`));
      expect(await (await see(page, "heading", new RegExp(`^${WARNING}`))).innerText()).toContain(WARNING);
      expect(await (await see(page, "banner")).innerText()).toContain("Nothing here reaches a real shop.");
      // Its own colours whatever the browser wants: it cannot be made to look like us.
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toContain("only");
    }

    const id = await connect(seller, { label: "Second store" });
    for (const where of [routes.connection(id), routes.connections, routes.choose]) {
      await seller.go(where);
      expect(await (await see(page, "main")).innerText(), where).toMatch(/\bTest\b/);
    }
    await seller.go(routes.connection(id));
    await seeTitle(page, "Second store");
  },
);
