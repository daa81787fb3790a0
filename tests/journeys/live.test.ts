import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, see } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const setStatus = (id: string, status: string) =>
  stage.app.database.query('update connection set status = $2::"ConnectionStatus" where public_id = $1', [id, status]);

it("an open dashboard shows by itself that a connection needs its seller, and says politely that it works again", async () => {
  await using seller = await stage.visit();
  const { page } = seller;
  const id = await connect(seller, { label: "Main store" });
  await page.clock.install();
  await seller.go(routes.connections);
  await see(page, "link", "Main store");

  await setStatus(id, "NEEDS_REAUTH");
  await page.clock.runFor(31_000);
  await see(page, "link", "Reconnect Main store");

  await setStatus(id, "ACTIVE");
  await page.clock.runFor(31_000);
  await page.getByRole("status").filter({ hasText: "Main store is working again." }).waitFor({ state: "attached" });
  await page.clock.resume();
  await page.getByRole("link", { name: "Reconnect Main store" }).first().waitFor({ state: "detached" });
});

it("a page that asks whether anything changed gets no list when nothing did", async () => {
  await using seller = await stage.visit();
  await connect(seller, { label: "Main store" });
  const first = await seller.page.request.get(`${stage.app.origin}${routes.api.pulse}`);
  expect(first.status()).toBe(200);
  const again = await seller.page.request.get(`${stage.app.origin}${routes.api.pulse}`, {
    headers: { "If-None-Match": first.headers()["etag"] ?? "" },
  });
  expect(again.status()).toBe(304);
  expect((await first.body()).length).toBeLessThan(1024);
});
