import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONDITIONS } from "@/lib/core/connections/condition";
import { ADMIN_SORTS, type AdminSortKey } from "@/lib/core/ports/admin";
import { routes } from "@/lib/views/routes";
import { OUR_FORM } from "@/tests/support/ask";
import { plantMany } from "@/tests/support/plant-many";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { follow, press, seeTitle, words } from "@/tests/support/steps";

const MANY = 100_000;
const PAGE = 25;

let stage: Stage;
let admin: Visitor;
beforeAll(async () => {
  // Nobody renews: what is planted opens nothing.
  stage = await openStage({ HOLDFAST_ENGINE: "off" });
  await plantMany(stage.app.database.url, MANY, MANY / 25, true);
  admin = await stage.visit({ as: "Ada", role: "admin" });
});
afterAll(async () => {
  await admin[Symbol.asyncDispose]();
  await stage[Symbol.asyncDispose]();
});

/** Where each row of the page leads, from top to bottom. */
const rowsOf = ({ page }: Visitor): Promise<readonly string[]> =>
  page
    .getByRole("rowheader")
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));

async function open(visitor: Visitor, query: string): Promise<readonly string[]> {
  await visitor.go(`${routes.admin.connections}?${new URLSearchParams(`${query}&size=${PAGE}`)}`);
  return rowsOf(visitor);
}

/** Turns the page and waits until other rows stand there. */
async function turn(to: "after" | "before", by: AdminSortKey): Promise<readonly string[]> {
  const { page } = admin;
  const address = page.url();
  const names = by === "newest" ? { after: "Older", before: "Newer" } : { after: "Next", before: "Previous" };
  await follow(page, names[to]);
  await page.waitForURL((url) => url.href !== address);
  return rowsOf(admin);
}

describe(`an admin before ${MANY.toLocaleString("en")} connections`, () => {
  it.each(ADMIN_SORTS)("Journey 28: in order by %s, five pages there and back show each connection once", async (by) => {
    const pages = [await open(admin, `sort=${by}`)];
    for (let turned = 0; turned < 5; turned++) pages.push(await turn("after", by));
    expect(pages.map((rows) => rows.length)).toEqual(Array(6).fill(PAGE));
    expect(new Set(pages.flat()).size).toBe(6 * PAGE);
    for (let back = 4; back >= 0; back--) expect(await turn("before", by)).toEqual(pages[back]);
  });

  it("Journey 28: each filter, alone and with a search, shows only what it says, and an address can be shared", async () => {
    await open(admin, "");
    expect(await words(admin.page)).toContain(`All connections ${MANY.toLocaleString("en")}`);
    const asked = ["provider=foxy", "provider=ebay.lookalike", "reason=invalid_grant", "ends=7d", "tests=only", "q=outlet"];
    for (const query of [...CONDITIONS.map((state) => `state=${state}`), ...asked, "q=outlet&state=working&sort=label"]) {
      const rows = await open(admin, query);
      expect(rows.length, query).toBeGreaterThan(0);
      expect(rows.length, query).toBeLessThanOrEqual(PAGE);
    }
    const rows = await rowsOf(admin);
    await admin.page.reload();
    expect(await rowsOf(admin)).toEqual(rows);
    await using other = await stage.visit({ as: "Olga", role: "owner" });
    await other.page.goto(admin.page.url());
    expect(await rowsOf(other)).toEqual(rows);
  });

  it("Journey 29: all that match are one question, and the page that asks first says how many they are", async () => {
    const { page } = admin;
    await open(admin, "state=reconnect");
    await page
      .getByRole("checkbox", { name: /^Select \D*(?!this page)/ })
      .nth(1)
      .check();
    await page.getByRole("checkbox", { name: /^Select all .*match$/ }).check();
    await press(page, "Refresh");
    await page.waitForURL(/\/admin\/jobs\/new\?/);
    const [row] = await stage.app.database.query(
      "select sum(n)::int as n from (select n from state_count where own_state = 'reconnect' union all select n from state_delta where own_state = 'reconnect') c",
    );
    await seeTitle(page, new RegExp(`Refresh ${Number(row?.["n"]).toLocaleString("en")} connections`));
  });

  it("Journey 32: all of them leave as one file over the wire, without a formula and without anything that opens an account", async () => {
    const { cookie } = await stage.app.signIn("Ada", "admin");
    const answer = await fetch(`${stage.app.origin}${routes.api.adminExport}`, {
      method: "POST",
      headers: { ...OUR_FORM, cookie },
      body: "tests=only",
    });
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="holdfast-connections-[\d-]+\.csv"$/);
    let [lines, cells] = [0, 0];
    let rest = "";
    for await (const piece of answer.body ?? []) {
      const whole = (rest + Buffer.from(piece).toString("utf8")).split("\r\n");
      rest = whole.pop() ?? "";
      lines += whole.length;
      for (const line of whole) {
        cells += line.split('","').length;
        if (/"[=+@-]|eyJ[\w-]+\.|sealed|refresh_token/.test(line))
          throw new Error(`a line of the file says what it must not: ${line}`);
      }
    }
    expect(rest).toBe("");
    expect(lines).toBe(MANY + 1);
    expect(cells).toBe(lines * 19);
  });
});
