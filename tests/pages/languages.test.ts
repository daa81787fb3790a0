import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { directionOf, type PageLanguage } from "@/lib/core/language";
import { localeOf } from "@/lib/views/language";
import { routes } from "@/lib/views/routes";
import { translatorFor } from "@/lib/views/texts/translate";
import { plantShop } from "@/tests/support/shop";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { press, see, seeTitle, words } from "@/tests/support/steps";

let stage: Stage;
let seller: Visitor;
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  stage = await openStage();
  seller = await stage.visit({ as: "Jane" });
  ids = await plantShop(stage.app.database, seller.userId);
});
afterAll(() => stage[Symbol.asyncDispose]());

const speak = ({ context }: Visitor, value: string) =>
  context.addCookies([{ name: "language", value, domain: "localhost", path: "/", secure: true, httpOnly: true }]);

/** By how many pixels the page is wider than the window. */
const overflow = (page: Page) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));

const SCREENS = [
  ["dashboard.title", () => routes.connections],
  ["choose.title", () => routes.choose],
  [null, () => routes.connect("stubhub")],
  [null, () => routes.connection(ids["reconnect"] ?? "")],
  [null, () => routes.connection(ids["partial"] ?? "")],
  [null, () => routes.disconnect(ids["working"] ?? "")],
  [null, () => routes.connection(ids["disconnected"] ?? "")],
  ["activity.title", () => routes.activity],
  ["profile.title", () => routes.profile],
  ["delete.title", () => routes.deleteAccount],
  ["help.title", () => routes.help],
] as const;

describe.each(["en", "de", "ar", "en-XA"] as const satisfies readonly PageLanguage[])("Journey 39: in %s", (language) => {
  it("each page speaks it, runs its way, and has room for it at 320 and 1280 pixels", async () => {
    const { page } = seller;
    const t = translatorFor(language);
    await speak(seller, language);
    for (const [title, path] of SCREENS) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await seller.go(path());
      expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
        language,
        directionOf(language),
      ]);
      expect(await overflow(page), `${path()} at 1280`).toBe(0);
      if (title !== null) expect(await page.getByRole("heading", { level: 1 }).innerText(), path()).toBe(t(title));
      expect(await words(page), "a key instead of words").not.toMatch(/\b(err|state|do|card|event|detail|nav)\.[a-z_]+/);
      await page.setViewportSize({ width: 320, height: 900 });
      expect(await overflow(page), `${path()} at 320`).toBe(0);
    }
  });
});

describe.each([
  ["Pacific/Pago_Pago", "UTC−11"],
  ["Asia/Kathmandu", "UTC+5:45"],
  ["Pacific/Kiritimati", "UTC+14"],
])("Journey 39: on a device in %s (%s)", (zone) => {
  it("times are told in its zone, on its day, and say so", async () => {
    await using visitor = await stage.visit({ as: "Jane", zone });
    const { page } = visitor;
    await plantShop(stage.app.database, visitor.userId);
    await speak(visitor, "de");
    await visitor.go(routes.help);
    await page.waitForFunction(() => document.cookie !== null && "cookieStore" in window);
    await page.waitForLoadState("networkidle");
    await visitor.go(routes.connections);
    const now = (at = new Date()) =>
      new Intl.DateTimeFormat(localeOf("de"), { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
        at,
      );
    const told = await words(page);

    expect([now(), now(new Date(Date.now() - 60_000))].some((time) => told.includes(`Stand ${time}`))).toBe(true);
    expect(told).toContain("Ortszeit");
  });
});

/** The first instant from which clocks in a zone are set differently. @param step milliseconds; negative: looks back */
function clockChange(zone: string, from: number, step: number): number {
  const offset = (at: number) =>
    new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" })
      .formatToParts(at)
      .find(({ type }) => type === "timeZoneName")?.value;
  for (let at = from; ; at += step) if (offset(at) !== offset(at + step)) return step > 0 ? at + step : at;
}

it("Journey 39: what lies on the other side of a clock change is told by the clocks of that side, on its own day", async () => {
  const zone = "Europe/Berlin";
  const HOUR = 3_600_000;
  await using jane = await stage.visit({ zone });
  const { page } = jane;
  const { database } = stage.app;
  const shop = await plantShop(database, jane.userId);
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  // Half past midnight there, which by the clocks of today is another hour and, in one direction, another day.
  const midnightOf = (day: string) => {
    for (const offset of [1, 2]) {
      const at = Date.parse(`${day}T00:30:00Z`) - offset * HOUR;
      const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(at);
      if (clock === `${day} 00:30`) return at;
    }
    throw new Error(`no half past midnight on ${day}`);
  };
  const dayAfter = (change: number) => new Date(change + 30 * HOUR).toISOString().slice(0, 10);
  const dayBefore = (change: number) => new Date(change - 30 * HOUR).toISOString().slice(0, 10);
  const next = midnightOf(dayAfter(clockChange(zone, now, HOUR)));
  const past = midnightOf(dayBefore(clockChange(zone, now, -HOUR)));
  await database.query(
    "update credential set refresh_expires_at = $1 where connection_id = (select id from connection where public_id = $2)",
    [new Date(next), shop["working"]],
  );
  await database.query(
    `insert into connection_event (connection_id, type, actor_kind, at) select id, 'working_again', 'holdfast', $1 from connection where public_id = $2`,
    [new Date(past), shop["working"]],
  );
  await jane.go(routes.help);
  await page.waitForLoadState("networkidle");
  await jane.go(`${routes.connection(shop["working"] ?? "")}?from=${new Date(past).toISOString().slice(0, 10)}`);
  const told = await words(page);
  const date = (at: number, parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", month: "short", ...parts }).format(at);
  expect(told).toContain(`end by ${date(next, { year: "numeric" })}`);
  expect(told).toContain(`${date(past, {})} 00:30 Working again.`);
});

it("an Arabic label stands in an English sentence, and an English one in Arabic, without turning it around", async () => {
  const { page } = seller;
  const label = "متجر (2)";
  await stage.app.database.query("update connection set label = $1 where public_id = $2", [label, ids["paused"]]);
  await speak(seller, "en");
  await seller.go(routes.connection(ids["paused"] ?? ""));
  const resume = await see(page, "button", /Resume/);
  expect(await resume.innerText()).toBe(`Resume \u2068${label}\u2069`);
  const ltr = await resume.evaluate((button) => {
    const text = [...button.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
    const place = (from: number, to: number) => {
      const range = document.createRange();
      range.setStart(text as Node, from);
      range.setEnd(text as Node, to);
      return range.getBoundingClientRect().left;
    };
    return place(0, 6) < place(8, 12);
  });
  expect(ltr, "the English word comes first, from the left").toBe(true);
});

describe.each([true, false])("a person's own settings, JavaScript on: %s", (js) => {
  it("language, time zone and room are saved, kept on a new device, and a zone that nobody knows changes nothing", async () => {
    await using jane = await stage.visit({ js, as: "Jane" });
    const { page } = jane;
    await jane.go(routes.profile);
    await page.getByRole("combobox", { name: "Language" }).selectOption("de");
    await page.getByRole("combobox", { name: "Time zone" }).fill("new york");
    await page.getByRole("radio", { name: "Compact" }).check();
    await press(page, "Save profile");
    await seeTitle(page, "Profil");
    expect(await (await see(page, "status")).innerText()).toContain("Dein Profil ist gespeichert.");
    expect(await page.getByRole("combobox", { name: "Zeitzone" }).inputValue()).toBe("America/New_York");
    expect(await page.evaluate(() => document.documentElement.dataset["density"])).toBe("compact");

    await page.getByRole("combobox", { name: "Zeitzone" }).fill("Atlantis");
    await press(page, "Profil speichern");
    expect(await (await see(page, "alert")).innerText()).toContain("Die Zeitzone „Atlantis“ kennen wir nicht.");
    expect(await page.getByRole("combobox", { name: "Zeitzone" }).inputValue()).toBe("America/New_York");
    await press(page, "English");
    await seeTitle(page, "Profile");
  });

  it("the whole of what is kept can be taken along, and an account is deleted after its connections have ended", async () => {
    await using jane = await stage.visit({ js, as: "Jane" });
    const { page, email } = jane;
    await plantShop(stage.app.database, jane.userId);
    await jane.go(routes.profile);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download", exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^holdfast-my-data-\d{4}-\d\d-\d\d\.json$/);

    await page.getByRole("link", { name: "Delete my account", exact: true }).click();
    await seeTitle(page, "Delete your account");
    await page.getByRole("textbox", { name: "Type your email to go on" }).fill("somebody@shop.test");
    await press(page, "Disconnect 9 accounts");
    expect(await (await see(page, "alert")).innerText()).toContain("What you typed is not the email of this account.");
    await page.getByRole("textbox", { name: "Type your email to go on" }).fill(email);
    await press(page, "Disconnect 9 accounts");
    expect(await (await see(page, "status")).innerText()).toContain("All your accounts are disconnected.");
    expect(await words(page)).not.toContain("These end first");

    await stage.app.database.query(
      "update session set created_at = now() - interval '11 minutes' where user_id = (select id from app_user where public_id = $1)",
      [jane.userId],
    );
    await page.getByRole("textbox", { name: "Type your email to go on" }).fill(email);
    await press(page, "Delete my account for good");
    await seeTitle(page, "Sign in");
    expect(await (await see(page, "alert")).innerText()).toContain("Please sign in once more");
    await stage.app.database.query(
      "update session set created_at = now() where user_id = (select id from app_user where public_id = $1)",
      [jane.userId],
    );
    await jane.go(routes.deleteAccount);
    await page.getByRole("textbox", { name: "Type your email to go on" }).fill(email);
    await press(page, "Delete my account for good");
    await seeTitle(page, "Sign in");
    expect(await (await see(page, "status")).innerText()).toContain("Your account is deleted.");
    await jane.go(routes.connections);
    await seeTitle(page, "Sign in");
  });
});
