import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { calm } from "@/tests/support/calm";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, consent, follow, leaveFor, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());
afterEach(async () => {
  await stage.noFaults();
  await calm(stage.app.database);
});

const sql = (text: string, values: unknown[] = []) => stage.app.database.query(text, values);

describe.each([{ js: true }, { js: false }])("evidence, JavaScript on: $js", ({ js }) => {
  it("Journey 14: without automatic renewal the seller reads when it ends, is told in time, and reconnects", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    await stage.fault("no_refresh_token", "on", 1);
    await leaveFor(seller, { label: "Main store" });
    await consent(page);
    await seeTitle(page, /^Connected, but only for /);
    await follow(page, "Done");
    await seeTitle(page, "Main store");
    const id = new URL(page.url()).pathname.split("/")[2] ?? "";
    expect(await words(page)).toContain("StubHub did not give us automatic renewal. You will need to reconnect.");
    expect(await page.getByRole("link", { name: "Reconnect Main store" }).count()).toBe(0);

    // An hour of life: in its last quarter of an hour it ends soon.
    await sql(
      "update credential set obtained_at = now() - interval '50 minutes', access_expires_at = now() + interval '10 minutes'",
    );
    await seller.go(routes.connection(id));
    expect(await words(page)).toContain("Ends soon");
    await page.getByRole("link", { name: "Reconnect Main store" }).first().click();
    await press(page, "Continue to StubHub");
    await consent(page);
    await seeTitle(page, "Main store is connected again");
    await seller.go(routes.connection(id));
    expect(await words(page)).toContain("Renews by itself");
  });

  it("Journey 15: a code that ran out on the way is told as that, and nothing is stored", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    await stage.fault("late_code", "on", 1);
    await leaveFor(seller, { label: "Main store" });
    await consent(page);
    await seeTitle(page, "StubHub took too long to answer us");
    expect(await words(page)).toContain("It usually works the second time.");
    await follow(page, "Try again");
    await press(page, "Continue to StubHub");
    await consent(page);
    await seeTitle(page, /is connected$/);
  });
});

it("Journey 18: of two tabs that ask at once one renews, and both say how it went", async () => {
  await using seller = await stage.visit();
  const { page, context } = seller;
  const id = await connect(seller, { label: "Main store" });
  const other = await context.newPage();
  for (const tab of [page, other]) await tab.goto(`${stage.app.origin}${routes.connection(id)}`);
  const before = (await stage.counted())["refreshes"] ?? 0;
  await stage.fault("slow", "1", 1);

  await Promise.all([press(page, "Refresh now"), press(other, "Refresh now")]);
  const said = await Promise.all([page, other].map(async (tab) => (await see(tab, "status")).innerText()));

  expect(said.join(" ")).toContain("Done. Access was renewed.");
  for (const text of said) expect(text).toMatch(/^Done\. Access was renewed|^A renewal is already running/);
  expect(((await stage.counted())["refreshes"] ?? 0) - before).toBe(1);
  await page.reload();
  expect(await words(page)).toMatch(/You can refresh again in \d+ s/);
});

it("Journey 19: access that lives for a minute is seen to renew by itself, and only what matters is said aloud", async () => {
  await using seller = await stage.visit();
  const { page } = seller;
  await stage.fault("short_life", "60");
  const id = await connect(seller, { label: "Main store" });
  expect(await words(page)).toContain("Renews by itself in less than a minute");
  expect(await words(page)).toContain("just now by signing in");
  // Which second of that minute it is due at is ours to say.
  await sql(
    "update credential set refresh_after = now() + interval '3 seconds' where connection_id = (select id from connection where public_id = $1)",
    [id],
  );
  await seller.go(routes.connection(id));
  const said = (text: string) => page.getByRole("status").filter({ hasText: text }).waitFor({ state: "attached" });

  await said("Access is being renewed now.");
  await said("Access was renewed.");
  expect(await words(page)).toContain("just now by a renewal");
});
