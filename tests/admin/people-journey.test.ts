import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { openStage, type Stage } from "@/tests/support/stage";
import { connect, follow, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** What the answer to a form says. */
const told = async (page: Page, role: "status" | "alert", text: RegExp) =>
  expect((await (await see(page, role)).innerText()).replace(/[\u2068\u2069]/g, "")).toMatch(text);

/** Does something to the log behind the application's back. */
const inSecret = (sql: string) =>
  stage.app.database.query(`alter table audit_event disable trigger user; ${sql}; alter table audit_event enable trigger user`);

describe("Journey 34: people come in, get another role, and go", () => {
  it("an owner invites a seller, makes them a read-only admin, and hands over what they have when they leave", async () => {
    await using owner = await stage.visit({ as: "Olga", role: "owner" });
    await using jane = await stage.visit({ as: "Jane" });
    await using omar = await stage.visit({ as: "Omar" });
    await connect(jane, { label: "Main store" });
    await owner.go(routes.admin.people);
    await follow(owner.page, "Invite somebody");
    await owner.page.getByLabel("Email").fill("nina@shop");
    await owner.page.getByLabel("Name").fill("Nina New");
    await press(owner.page, "Send the invitation");
    await told(owner.page, "alert", /not an email address/);
    expect(await owner.page.getByLabel("Name").inputValue()).toBe("Nina New");
    await owner.page.getByLabel("Email").fill("nina@shop.test");
    await press(owner.page, "Send the invitation");
    await told(owner.page, "status", /nina@shop\.test is invited/);
    const link = await owner.page.getByLabel("Their link").inputValue();
    await using nina = await stage.visit({ as: null });
    await nina.page.goto(link);
    await press(nina.page, "Accept");
    await told(nina.page, "status", /Welcome/);

    await owner.go(`${routes.admin.people}?q=nina`);
    await follow(owner.page, "Nina New");
    await owner.page.getByLabel("Role").selectOption("Read-only admin");
    await press(owner.page, "Change role");
    await told(owner.page, "status", /Nina New is a read-only admin now/);
    await nina.go(routes.connections);
    await seeTitle(nina.page, /Sign in/);

    await owner.go(routes.admin.person(jane.userId));
    await follow(owner.page, "Deactivate…");
    await owner.page.getByRole("radio", { name: /Hand over/ }).check();
    await owner.page.getByLabel("Email of who takes over").fill(omar.email);
    await owner.page.getByLabel("To be sure, type their email").fill("jane");
    await press(owner.page, "Deactivate Jane");
    await told(owner.page, "alert", /not their email/);
    expect(await owner.page.getByRole("radio", { name: /Hand over/ }).isChecked()).toBe(true);
    expect(await owner.page.getByLabel("Email of who takes over").inputValue()).toBe(omar.email);
    await owner.page.getByLabel("To be sure, type their email").fill(jane.email);
    await press(owner.page, "Deactivate Jane");
    await told(owner.page, "status", /Jane is deactivated/);
    await jane.go(routes.connections);
    await seeTitle(jane.page, /Sign in/);
    await omar.go(routes.connections);
    await follow(omar.page, "Main store");
    expect(await words(omar.page)).toContain("An admin gave this connection to another owner");
  });

  it("a seller finds nothing at admins' pages and nothing of another seller, and a read-only admin finds no button", async () => {
    await using viewer = await stage.visit({ as: "Vera", role: "viewer" });
    await using omar = await stage.visit({ as: "Omar" });
    await using jane = await stage.visit({ as: "Jane" });
    await connect(jane, { label: "Hers alone" });
    const [hers] = await stage.app.database.query("select public_id from connection where label = 'Hers alone'");
    for (const address of [
      routes.admin.people,
      routes.admin.person(jane.userId),
      routes.admin.connection(String(hers?.["public_id"])),
      routes.connection(String(hers?.["public_id"])),
    ]) {
      await omar.go(address);
      expect(await words(omar.page), address).not.toMatch(/People|Jane|Hers alone/);
    }
    omar.problems.announce(/404/);
    await viewer.go(routes.admin.person(omar.userId));

    await seeTitle(viewer.page, "Omar");
    expect(await viewer.page.getByRole("main").getByRole("button").count()).toBe(0);
    await viewer.go(routes.admin.audit);
    await seeTitle(viewer.page, "Log");
    expect(await viewer.page.getByRole("button", { name: "CSV" }).count()).toBe(0);
  });
});

describe("Journey 35: the log shows what was done, and what was done to it", () => {
  it("an act is found by who did it, opened, taken away as a file, and a changed entry is named", async () => {
    await using owner = await stage.visit({ as: "Olga", role: "owner" });
    const { page } = owner;
    await owner.go(routes.admin.person(owner.userId));
    await owner.go(`${routes.admin.audit}?who=${owner.email}`);
    await press(page, "Check the whole log");
    await told(page, "status", /The log is complete/);
    expect(await words(page)).toMatch(/Log is complete up to/);

    await page.getByLabel("Who: email or id").fill(owner.email);
    await press(page, "Apply");
    await see(page, "cell", "Checked the log");
    await page.getByRole("rowheader").first().getByRole("link").click();
    await seeTitle(page, "Checked the log");
    expect(await words(page)).toContain("audit_checked");

    await owner.go(routes.admin.audit);
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "NDJSON" }).click()]);
    const lines = (await streamed(await file.createReadStream()))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(0);
    const [taken] = await stage.app.database.query(
      "select actor_id, data from audit_event where action = 'audit_exported' order by id desc limit 1",
    );
    expect(taken).toEqual({ actor_id: owner.userId, data: { rows: lines.length, format: "ndjson" } });

    const [victim] = await stage.app.database.query(
      "select min(seq)::text as seq from audit_event where action = 'audit_checked'",
    );
    await inSecret(`update audit_event set actor_id = 'usr_somebody_else' where seq = ${victim?.["seq"]}`);
    await owner.go(routes.admin.audit);
    await press(page, "Check the whole log");
    await told(page, "alert", new RegExp(`entry ${victim?.["seq"]} is not what was written`));
  });
});

async function streamed(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
