import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const NOBODYS = [
  routes.connection("con_00aaaaaaaaaaaaaaaaaaaaaaaa"),
  routes.disconnect("con_00aaaaaaaaaaaaaaaaaaaaaaaa"),
  routes.reconnect("con_00aaaaaaaaaaaaaaaaaaaaaaaa"),
  routes.leave("att_aaaaaaaaaaaaaaaaaaaaaaaa"),
  routes.result("att_aaaaaaaaaaaaaaaaaaaaaaaa"),
  routes.connect("nobodys"),
  "/connections/con_1/nothing",
  "/nothing",
];

describe.each([{ js: true }, { js: false }])("where nothing is, JavaScript on: $js", ({ js }) => {
  it("an address of nothing is a whole page with a way back, and its status says so", async () => {
    await using seller = await stage.visit({ js });
    for (const address of NOBODYS) {
      const answer = await seller.page.goto(`${stage.app.origin}${address}`);
      expect(answer?.status(), address).toBe(404);
      await seeTitle(seller.page, "There is nothing here");
      await see(seller.page, "link", "Go to your connections");
    }
    seller.problems.announce(/404/);
  });

  it("a page that cannot be drawn says so in words, and works again when we do", async () => {
    await using seller = await stage.visit({ js });
    await connect(seller, { label: "Main store" });
    await stage.app.database.query("alter table connection rename to connection_away", []);
    try {
      const answer = await seller.page.goto(`${stage.app.origin}${routes.connections}`);
      expect(answer?.status()).toBe(500);
      await see(seller.page, "heading", "We cannot show your connections right now");
      await see(seller.page, "link", "Try again");
      const [, reference = "nothing"] = /Reference: (\S+)/.exec(await words(seller.page)) ?? [];
      expect(stage.app.output()).toContain(`"reference":"${reference}"`);
    } finally {
      await stage.app.database.query("alter table connection_away rename to connection", []);
    }
    seller.problems.announce(/500/);
    await seller.go(routes.connections);
    await see(seller.page, "link", "Main store");
  });
});
