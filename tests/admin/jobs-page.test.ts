import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { type BulkStage, bulkStage } from "@/tests/support/bulk-stage";
import { press, see, seeTitle, words } from "@/tests/support/steps";
import { until } from "@/tests/support/test-engine";

const everything = (act: string) => `${routes.admin.newJob}?act=${act}&all=1`;

const progress = async (page: Page): Promise<number> =>
  Number(await page.getByRole("progressbar", { name: "Progress" }).evaluate((bar) => (bar as HTMLProgressElement).value));

async function csv(page: Page, name: string): Promise<readonly string[]> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return (await readFile(await download.path(), "utf8")).trim().split("\r\n");
}

const renewed = async ({ house }: BulkStage): Promise<number> =>
  Number((await house.database.query("select sum(generation - 1)::int as n from credential"))[0]?.["n"]);

it("Journey 30: a bulk refresh of 1,000 with 5 % faults shows how far it is, can be held, outlives its tab, and says in a file what failed", async () => {
  await using stage = await bulkStage({ many: 1000, endedEach: 20, perSecond: 250 });
  const page = await stage.tab("admin");
  await page.goto(`${stage.origin}${everything("refresh")}`);
  await seeTitle(page, "Refresh 1,000 connections");
  expect(await words(page)).toMatch(/StubHub.* 1,000 1,000/);
  await page.getByRole("textbox", { name: "Type 1,000 to go on" }).fill("1,000");
  await press(page, "Refresh 1,000 connections");

  await see(page, "button", "Pause");
  expect(await words(page)).toContain("The job has begun.");
  await until(async () => (await progress(page)) > 20);
  const said = page.getByRole("status").filter({ hasText: "The job has begun." });
  expect(await said.count(), "the page was drawn anew, and its answer stands there still").toBe(1);
  expect(await said.evaluate((element) => element === document.activeElement)).toBe(true);
  await press(page, "Pause");
  await see(page, "button", "Resume");
  await until(async () => {
    const before = await renewed(stage);
    await new Promise((resolve) => setTimeout(resolve, 700));
    return before === (await renewed(stage));
  });
  const held = await renewed(stage);
  expect(held, "it was paused in the middle").toBeLessThan(950);
  await press(page, "Resume");
  const address = page.url();
  await page.close();

  await until(async () => (await renewed(stage)) === 950, 60_000);
  const later = await stage.tab("admin");
  await later.goto(address);
  await until(async () => /Done 950 Failed 50 Passed over 0 Left 0/.test(await words(later)));
  expect(await words(later)).toContain("1,000 of 1,000 · 100 %");
  expect(await later.getByRole("row").count(), "a page of failures").toBe(51);
  const failures = await csv(later, "Failures as CSV");
  expect(failures).toHaveLength(51);
  expect(failures[1]).toMatch(
    /^"failed","con_[^"]+","stubhub \d+","StubHub","jane\.[^"]+","renewal_failed","invalid_grant","[^"]+","2\d{3}-[^"]+Z"$/,
  );
  const results = await csv(later, "All results as CSV");
  expect(results.filter((line) => line.startsWith('"done"'))).toHaveLength(950);
  expect(results.join()).not.toMatch(/eyJ[\w-]+\.|refresh_|access_/);

  await later.goto(`${stage.origin}${everything("refresh")}`);
  await later.getByRole("textbox").fill("1000");
  await later.getByRole("button", { name: /^Refresh [\d,]+ connections$/ }).click();
  await until(async () => (await renewed(stage)) > 960);
  await press(later, "Cancel the job");
  await until(async () => /Cancelled/.test(await words(later)));
  expect(await renewed(stage), "the rest was left").toBeLessThan(1900);
}, 120_000);

it("Journey 31: a bulk disconnect begins only with the right number, and a wrong one keeps everything", async () => {
  await using stage = await bulkStage({ many: 12, perSecond: 100 });
  for (const js of [true, false]) {
    const page = await stage.tab("admin", js);
    await page.goto(`${stage.origin}${everything("disconnect")}&provider=stubhub`);
    await seeTitle(page, "Disconnect 12 connections");
    await page.getByRole("textbox", { name: "Type 12 to go on" }).fill("21");
    await press(page, "Disconnect 12 connections");
    expect(await (await see(page, "alert")).innerText()).toContain("That is not the number, so nothing was begun.");
    await seeTitle(page, "Disconnect 12 connections");
    expect(await page.getByRole("textbox").inputValue()).toBe("21");
    expect(page.url()).toContain("provider=stubhub");
  }
  expect(await stage.house.database.query("select count(*)::int as n from job")).toEqual([{ n: 0 }]);

  const page = await stage.tab("admin", false);
  await page.goto(`${stage.origin}${everything("disconnect")}&provider=stubhub`);
  await stage.house.database.query("update session set created_at = now() - interval '20 minutes'");
  await page.getByRole("textbox").fill("12");
  await press(page, "Disconnect 12 connections");
  expect(page.url(), "an old sign-in is not enough").toContain("/sign-in?problem=again");
  expect(new URL(page.url()).searchParams.get("returnTo")).toMatch(/^\/admin\/jobs\/new\?job=job_.*typed=12$/);
  await stage.house.database.query("update session set created_at = now()");
  await page.goto(`${stage.origin}${new URL(page.url()).searchParams.get("returnTo")}`);
  expect(await page.getByRole("textbox", { name: "Type 12 to go on" }).inputValue()).toBe("12");
  await press(page, "Disconnect 12 connections");
  await until(async () => {
    await page.reload();
    return /Done 12 Failed 0 Passed over 0 Left 0/.test(await words(page));
  });
  const left = "select count(*)::int as n from connection where status not in ('REVOKING', 'REVOKED')";
  expect(await stage.house.database.query(left)).toEqual([{ n: 0 }]);

  const viewer = await stage.tab("viewer", false);
  await viewer.goto(page.url());
  await seeTitle(viewer, "Disconnect 12 connections");
  expect(await viewer.getByRole("button", { name: /Pause|Resume|Cancel/ }).count()).toBe(0);
  await viewer.goto(`${stage.origin}${everything("pause")}`);
  expect(viewer.url()).toContain("not_allowed");
}, 90_000);
