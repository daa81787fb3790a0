import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

it.each([{ js: true }, { js: false }])(
  "Journey 22: refused credentials: the seller reads that it is not their turn, the admin that it is, JavaScript on: $js",
  async ({ js }) => {
    const { database } = stage.app;
    await using seller = await stage.visit({ js });
    await using admin = await stage.visit({ js, as: "Ada", role: "admin" });
    await connect(seller, { label: "Main store" });
    const second = await connect(seller, { label: "Outlet" });
    await database.query("update refresh_attempt set started_at = started_at - interval '2 minutes'");
    await database.query("update credential set last_refreshed_at = null");

    await stage.fault("invalid_client");
    await press(seller.page, "Refresh now");
    await seller.page.getByText("A set-up problem stopped the renewal. Only an admin can fix that.").first().waitFor();
    await seller.go(routes.connections);
    await seller.page.getByText("StubHub does not take our own key.").first().waitFor();
    const told = await words(seller.page);
    expect(told).toContain("Our team has been told. Your access is safe. Nothing to do.");
    expect(told).toContain("2 connections: 2 having trouble.");
    expect(
      await seller.page
        .getByRole("main")
        .getByRole("link", { name: /^Reconnect/ })
        .count(),
    ).toBe(0);

    await admin.go(routes.admin.overview);
    await see(admin.page, "region", "What is wrong now");
    expect(await words(admin.page)).toMatch(/StubHub: our credentials were refused, since today \d\d:\d\d/);
    expect(await words(admin.page)).toContain("It said: invalid_client");
    expect(await words(admin.page)).toContain("2 connections use it.");

    await stage.noFaults();
    await database.query("update client_registration set frozen_until = now() where trouble is not null");
    await expect
      .poll(async () => (await database.query("select 1 from client_registration where trouble is not null")).length, {
        timeout: 15_000,
      })
      .toBe(0);
    await admin.go(routes.admin.overview);
    await seeTitle(admin.page, "What was wrong lately");
    expect(await words(admin.page)).toContain("StubHub refused our credentials from today");
    await seller.go(routes.connection(second));
    await see(seller.page, "heading", "Outlet");
    expect(await words(seller.page)).not.toContain("trouble");
    await database.query("delete from incident");
    await database.query("delete from connection");
  },
);
