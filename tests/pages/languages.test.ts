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
