import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { plantShop } from "@/tests/support/shop";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { follow, press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** Saves what the link gives, as the bytes that were sent. */
async function download({ page }: Visitor, link: string) {
  await page.getByLabel("Export CSV").click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: link, exact: true }).click()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

describe.each([{ js: true }, { js: false }])("what happened, JavaScript on: $js", ({ js }) => {
  it("is found for all connections by type, connection and day, read page by page, and taken along as a file", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const ids = await plantShop(stage.app.database, seller.userId);
    await stage.app.database.query("update connection set label = $2 where public_id = $1", [ids["working"], '=1+1 "quoted"']);
    await seller.go(routes.connections);
    await follow(page, "Activity");
    await seeTitle(page, "Activity");
    expect(await words(page)).toMatch(/Today, .*Newest 20/);
    await follow(page, "Older");
    expect(await words(page)).toContain("That is all.");
    await follow(page, "Newest");
    await see(page, "link", "Older");

    await page.getByRole("combobox", { name: "Type" }).selectOption("Problems");
    await page.getByRole("combobox", { name: "Connection" }).selectOption("EU outlet (StubHub)");
    await press(page, "Show");
    const found = await words(page);
    expect(found).toMatch(/StubHub no longer lets us in\. Reconnect to fix it\. EU outlet · StubHub Q4-7HN|Q4-7HN/);
    expect(found).not.toContain("K7-4QX");

    await page.getByRole("combobox", { name: "Type" }).selectOption("Checks");
    await press(page, "Show");
    await see(page, "heading", "Nothing like that happened");
    await follow(page, "Show all");
    await see(page, "link", "Older");

    const plain = await download(seller, "CSV file");
    expect(plain.name).toMatch(/^holdfast-activity-\d{4}-\d\d-\d\d\.csv$/);
    const lines = plain.text.trimEnd().split("\r\n");
    expect(lines[0]).toBe('"time_utc","connection","marketplace","account","what_happened","by","kind","reference"');
    expect(lines.length).toBeGreaterThan(20);
    expect(plain.text).toContain(
      '"\'=1+1 ""quoted""","StubHub","jane@brightseats.example","You renamed this from “StubHub account 1” to “Main store”."',
    );
    for (const line of lines.slice(1)) expect(line).toMatch(/^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",/);
    await seller.go(`${routes.activity}?kind=problem`);
    const marked = await download(seller, "CSV file for Excel");
    expect(marked.text.charCodeAt(0)).toBe(0xfeff);
    expect(marked.text.split("\r\n").length).toBeLessThan(lines.length);
  });

  it("stands on the page of a connection, by type and day, and nothing of another connection stands there", async () => {
    await using seller = await stage.visit({ js });
    const { page } = seller;
    const ids = await plantShop(stage.app.database, seller.userId, ["working", "reconnect"]);
    await seller.go(`${routes.connection(ids["working"] ?? "")}`);
    expect(await words(page)).toContain("You renamed this from “StubHub account 1” to “Main store”.");
    expect(await words(page)).not.toContain("Q4-7HN");
    await page.getByRole("combobox", { name: "Type" }).selectOption("Names and pauses");
    await press(page, "Show");
    expect(await words(page)).toContain("You renamed this");
    expect(await words(page)).not.toContain("We renewed access.");
    const { text } = await download(seller, "CSV file");
    expect(text.trimEnd().split("\r\n")).toHaveLength(2);

    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel("From").fill(tomorrow);
    await press(page, "Show");
    expect(await words(page)).toContain("Nothing like that happened");
  });
});
