import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { withSession } from "@/tests/support/postgres-session";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, press, see, seeTitle, words } from "@/tests/support/steps";
import { until } from "@/tests/support/test-engine";

let stage: Stage;
beforeAll(async () => {
  // A server of its own: its keys are not everybody's.
  stage = await openStage({ EVENT_DAYS: "91" });
});
afterAll(async () => stage[Symbol.asyncDispose]());

it("Journey 33: an owner rotates the key while connections are renewed; the old one is retired only when nothing uses it", async () => {
  const { database } = stage.app;
  await using seller = await stage.visit({ as: "Jane" });
  await connect(seller, { label: "Main store" });
  await using owner = await stage.visit({ as: "Olga", role: "owner" });
  const { page } = owner;

  // Whoever signed in long ago proves once more that it is them.
  await owner.go(routes.admin.keys);
  await database.query(
    "update session set created_at = now() - interval '11 minutes' where user_id = (select id from app_user where public_id = $1)",
    [owner.userId],
  );
  await press(page, "Add a key");
  await see(page, "heading", /sign in/i);
  expect(page.url()).toContain("/sign-in");
  await database.query("update session set created_at = now()");

  await owner.go(routes.admin.keys);
  await seeTitle(page, "Keys");
  const [old = ""] = await keyNames(page);
  await press(page, "Add a key");
  await told(page, "status", /was added/);
  const next = (await keyNames(page)).find((name) => name !== old) ?? "";
  expect(next).not.toBe("");
  expect(await words(page)).toMatch(new RegExp(`${next}.*Read only`));

  // The run waits for a record that somebody else holds, so that the page can be seen in the middle of it.
  await withSession(database.url, async (session) => {
    await session.query("begin");
    await session.query("select 1 from credential for update");
    await press(page, `Start rotation: ${next}`);
    await see(page, "progressbar", "Rotation");
    expect(await words(page)).toMatch(/re-encrypted \d+ of \d+ · .*safe to stop/);
    await page.getByText("Retire", { exact: true }).first().click();
    await page.getByRole("textbox", { name: new RegExp(`Type ${old}`) }).fill(old);
    await press(page, `Retire ${old}`);
    await told(page, "alert", new RegExp(`Key ${old} cannot be retired. Records that still use it: [1-9]`));
    await session.query("rollback");
  });

  // Renewals go on all the while.
  const renewed = async () => Number((await database.query("select generation from credential"))[0]?.["generation"]);
  await until(async () => {
    await database.query("update credential set refresh_after = now() where lease_id is null");
    const [row] = await database.query("select state from job where kind = 'reencrypt'");
    return row?.["state"] === "done" && (await renewed()) > 1;
  });
  await until(async () => {
    await owner.go(routes.admin.keys);
    return /Primary.*Read only/.test(await words(page));
  });
  expect(await database.query("select key_id from credential")).toEqual([{ key_id: next }]);
  expect(await words(page)).toMatch(new RegExp(`${old}.*Read only.*A disk may need it until`));

  // Two hours later.
  await database.query(
    "update ring_key set left_at = left_at - interval '3 hours', sealed_at = sealed_at - interval '3 hours' where left_at is not null",
  );
  await owner.go(routes.admin.keys);
  await page.getByText("Retire", { exact: true }).first().click();
  await page.getByRole("textbox", { name: new RegExp(`Type ${old}`) }).fill("k-other");
  await press(page, `Retire ${old}`);
  await told(page, "alert", /Type the name of the key/);
  await page.getByText("Retire", { exact: true }).first().click();
  await page.getByRole("textbox", { name: new RegExp(`Type ${old}`) }).fill(old);
  await press(page, `Retire ${old}`);
  await told(page, "status", /is retired/);
  await see(page, "button", `Make it read only again: ${old}`);

  // The seller has noticed nothing, and no page, log or answer has told a key.
  await seller.go(routes.connections);
  expect(await words(seller.page)).toContain("Working");
  const secrets = (await stage.app.secrets())["keys"] ?? "";
  for (const { k } of (JSON.parse(secrets) as { keys: { k: string }[] }).keys) {
    expect(await page.content()).not.toContain(k);
    expect(stage.app.output()).not.toContain(k);
  }
  expect(
    (await database.query("select action, result from audit_event where action like 'key\\_%' order by id")).map((row) =>
      Object.values(row).join(" "),
    ),
  ).toEqual([
    "key_added failed",
    "key_added done",
    "key_rotation_started done",
    "key_retired denied",
    "key_retired denied",
    "key_retired done",
  ]);
}, 120_000);

it("an auditor sees the keys and nothing to press", async () => {
  await using auditor = await stage.visit({ as: "Vera", role: "viewer" });
  await auditor.go(routes.admin.keys);
  await seeTitle(auditor.page, "Keys");
  expect(await auditor.page.getByRole("main").getByRole("button").count()).toBe(0);
});

/** Waits for what a form's answer says. */
const told = (page: Page, role: "status" | "alert", text: RegExp) => page.getByRole(role).filter({ hasText: text }).waitFor();

const keyNames = async (page: Page): Promise<readonly string[]> => {
  const rows = await page.getByRole("rowheader").allInnerTexts();
  return rows.map((text) => text.split("\n")[0]?.trim() ?? "");
};
