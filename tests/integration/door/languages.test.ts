import { afterAll, beforeAll, expect, it } from "vitest";
import { readerLanguage, takenOver } from "@/lib/server/reader-language";
import { routes } from "@/lib/views/routes";
import { translatorFor } from "@/lib/views/texts/translate";
import { languageCookie } from "@/lib/web/language-cookie";
import { type App, startApp } from "@/tests/support/app";
import { ask } from "@/tests/support/ask";
import { visitor } from "@/tests/support/visitor";

const LANGUAGES = ["en", "de", "ar"] as const;
type Language = (typeof LANGUAGES)[number];

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

/** Words that only one language has, from both ends of the page: its title, its middle and its foot. */
const wordsOf = (language: Language, keys: readonly string[]) => keys.map((key) => translatorFor(language)(key));
const documentIn = (body: string) => /<html lang="([^"]*)" dir="([^"]*)"/.exec(body)?.slice(1, 3) ?? [];

it("a hundred readers at once each get their own language, and no word of another", async () => {
  const { cookie } = await app.signIn("Jane");
  const pages = [
    { path: routes.choose, keys: ["choose.lead", "foot.line", "nav.skip"] },
    { path: routes.apiKeys, keys: ["api_keys.lead", "foot.line", "nav.skip"] },
  ];
  const wanted = Array.from({ length: 102 }, (_, place) => ({
    language: LANGUAGES[place % 3] ?? "en",
    page: pages[Math.floor(place / 3) % 2] ?? pages[0],
    byCookie: place % 2 === 0,
  }));
  const told = await Promise.all(
    wanted.map(async ({ language, page, byCookie }) => {
      const headers = byCookie
        ? { cookie: `${cookie}; language=${language}`, "accept-language": "fr" }
        : { cookie, "accept-language": `fr, ${language};q=0.5` };
      return { language, page, answer: await ask(app.origin, page?.path ?? "", { headers }) };
    }),
  );
  for (const { language, page, answer } of told) {
    const keys = page?.keys ?? [];
    expect(answer.status).toBe(200);
    expect(documentIn(answer.body)).toEqual([language, language === "ar" ? "rtl" : "ltr"]);
    for (const words of wordsOf(language, keys)) expect(answer.body).toContain(words);
    for (const other of LANGUAGES.filter((each) => each !== language))
      for (const words of wordsOf(other, keys)) expect(answer.body).not.toContain(words);
  }
});

it("titles, refusals at the door and pages that are not there speak the reader's language", async () => {
  const german = { "accept-language": "de" };
  const t = translatorFor("de");

  expect((await ask(app.origin, routes.help, { headers: german })).body).toContain(
    `<title>${t("help.title")} · Holdfast</title>`,
  );
  expect((await ask(app.origin, "/%00", { headers: german })).body).toContain(t("door.bad_request.title"));
  expect((await ask(app.origin, "/nothing", { headers: german })).body).toContain(t("missing.title"));
});

it("admins' pages are in English for everybody", async () => {
  const { cookie } = await app.signIn("Ada", "admin");
  const { body } = await ask(app.origin, routes.admin.overview, { headers: { cookie, "accept-language": "ar" } });

  expect(documentIn(body)).toEqual(["en", "ltr"]);
  expect(readerLanguage({ url: "/administration", headers: { "accept-language": "de" } })).toBe("de");
});

it("a language that was chosen is saved, and a new device takes it over at sign-in", async () => {
  const [jane] = await app.database.query("select public_id from app_user where is_demo and role = 'seller' limit 1");
  const person = String(jane?.["public_id"]);
  const one = visitor(app.origin);
  await one.submit(routes.api.demoSignIn, { person });
  expect(one.held.has("language"), "nothing is chosen yet").toBe(false);
  await one.submit(routes.api.language, { language: "ar", returnTo: routes.help });
  expect(documentIn((await one.look(routes.help)).body)).toEqual(["ar", "rtl"]);

  const other = visitor(app.origin);
  await other.submit(routes.api.demoSignIn, { person });
  expect(other.held.get("language")).toBe("ar");
  expect(documentIn((await other.look(routes.connections)).body)).toEqual(["ar", "rtl"]);
});

it("the door and the forms mean the same cookie", () => {
  expect(languageCookie("de")).toEqual(["Set-Cookie", takenOver("de")]);
  expect(readerLanguage({ url: "/", headers: { cookie: "a=b; language=de" } })).toBe("de");
});
