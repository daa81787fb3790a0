import { parse } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { languageFor } from "@/lib/core/language";
import { listWords, numberWords } from "@/lib/views/number-words";
import arabic from "@/lib/views/texts/ar.json";
import german from "@/lib/views/texts/de.json";
import english from "@/lib/views/texts/en.json";
import { pseudo } from "@/lib/views/texts/pseudo";
import { translator, translatorFor } from "@/lib/views/texts/translate";
import { dayTimeWords, fullWords, relativeWords, spanWords, zoneWords } from "@/lib/views/time-words";
import { inLanguage } from "../../support/in-language";

type Catalogue = Readonly<Record<string, string>>;
type Node = {
  readonly type: number;
  readonly value?: unknown;
  readonly options?: Readonly<Record<string, { readonly value: readonly Node[] }>>;
};

/** Admins' pages are in English for everybody. */
const forSellers = ([key]: readonly [string, string]): boolean => !key.startsWith("admin.");
const sellers: Catalogue = Object.fromEntries(Object.entries(english as Catalogue).filter(forSellers));

const ARGUMENTS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6]);
const SELECT = 5;

/** What a message asks for: its arguments, and of a choice by word the words. */
function asked(nodes: readonly Node[]): readonly string[] {
  const own = nodes.flatMap(({ type, value, options = {} }) => {
    const inside = Object.values(options).flatMap((option) => asked(option.value));
    const words = type === SELECT ? Object.keys(options).map((word) => `${String(value)}=${word}`) : [];
    return ARGUMENTS.has(type) ? [String(value), ...words, ...inside] : inside;
  });
  return [...new Set(own)].sort();
}
const askedBy = (message: string | undefined): readonly string[] => asked(parse(message ?? "") as readonly Node[]);
const pluralForms = (message: string): readonly string[] =>
  (parse(message) as readonly Node[]).flatMap(({ type, options = {} }) => (type === 6 ? Object.keys(options) : []));

const now = new Date("2026-11-22T12:12:00Z");
const berlin = { now, zone: "Europe/Berlin" };
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

describe.each([
  {
    language: "de" as const,
    catalogue: german as Catalogue,
    forbidden: /\b(tokens?|oauth|scopes?|grants?|ungültig\w*|authentifizierung\w*|widerruf\w*|refresh)\b/i,
  },
  {
    language: "ar" as const,
    catalogue: arabic as Catalogue,
    forbidden: /token|oauth|scope|توكن|رمز الوصول|رمز التحديث|المصادقة|غير صالح/i,
  },
])("the catalogue in $language", ({ language, catalogue, forbidden }) => {
  it("has every text that a seller can read, and no text that is not asked for", () => {
    expect(Object.keys(sellers).filter((key) => catalogue[key] === undefined)).toEqual([]);
    expect(Object.keys(catalogue).filter((key) => sellers[key] === undefined)).toEqual([]);
  });

  it("puts the same values into each sentence as the English one", () => {
    const both = Object.entries(catalogue).filter(([key]) => sellers[key] !== undefined);

    expect(both.filter(([key, text]) => askedBy(text).join() !== askedBy(sellers[key]).join()).map(([key]) => key)).toEqual([]);
  });

  it("has the plural forms that its language has", () => {
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = Object.entries(catalogue).filter(([, text]) => pluralForms(text).length > 0);

    expect(counted.length).toBeGreaterThan(0);
    expect(counted.filter(([, text]) => wanted.some((form) => !pluralForms(text).includes(form))).map(([key]) => key)).toEqual(
      [],
    );
  });

  it("never uses a word that only a programmer knows", () => {
    expect(Object.entries(catalogue).filter(([, text]) => forbidden.test(text))).toEqual([]);
  });

  it("leaves names as they are", () => {
    const names = /Holdfast|StockX|StubHub|Foxy|Stack Auth|Shopify|https?/g;
    const named = Object.entries(catalogue).filter(([key, text]) =>
      [...(sellers[key] ?? "").matchAll(names)].some(([name]) => !text.includes(name)),
    );

    expect(named).toEqual([]);
  });
});

describe("a reader's language", () => {
  it("gives a text in it, and in English where nobody reads", () => {
    expect(translatorFor("de")("dashboard.title")).toBe(german["dashboard.title"]);
    expect(inLanguage("ar", () => translator()("dashboard.title"))).toBe(arabic["dashboard.title"]);
    expect(translator()("dashboard.title")).toBe(english["dashboard.title"]);
    expect(translatorFor("de")("admin.title")).toBe((english as Catalogue)["admin.title"] ?? "admin.title");
  });

  it("counts as Arabic does: one, two, few, many", () => {
    const told = [1, 2, 5, 11, 100].map((count) => translatorFor("ar")("nav.needs_you", { count }));

    expect(new Set(told.map((words) => words.replace(/\d+/, ""))).size).toBeGreaterThanOrEqual(4);
    expect(told[2]).toContain("5");
  });

  it("tells times by its own rules", () => {
    expect(inLanguage("de", () => relativeWords(minutes(5 * 1440), now))).toBe("in 5 Tagen");
    expect(inLanguage("de", () => relativeWords(minutes(-80), now))).toBe("vor 1 h 20 min");
    expect(inLanguage("de", () => spanWords(3 * 86_400_000))).toBe("3 Tage");
    expect(inLanguage("de", () => dayTimeWords(minutes(60), berlin))).toBe("heute 14:12");
    expect(inLanguage("de", () => fullWords(now, "Europe/Berlin"))).toBe("22. November 2026 um 13:12");
    expect(inLanguage("ar", () => relativeWords(minutes(2 * 1440), now))).toBe("خلال يومين");
    expect(inLanguage("ar", () => dayTimeWords(minutes(60), berlin))).toBe("اليوم 14:12");
    expect(inLanguage("ar", () => zoneWords("Asia/Kathmandu", now))).toBe("توقيت نيبال");
  });

  it.each(["de", "ar"] as const)(
    "keeps the days apart in %s when the clocks change, and at the ends of the world",
    (language) => {
      const today = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "day");
      const lastSummerHour = { now: new Date("2026-10-25T00:30:00Z"), zone: "Europe/Berlin" };
      const at = new Date("2026-11-22T10:30:00Z");

      expect(inLanguage(language, () => dayTimeWords(new Date("2026-10-25T01:30:00Z"), lastSummerHour))).toBe(`${today} 02:30`);
      expect(inLanguage(language, () => dayTimeWords(at, { now: at, zone: "Pacific/Kiritimati" }))).toBe(`${today} 00:30`);
      expect(inLanguage(language, () => dayTimeWords(at, { now: at, zone: "Pacific/Pago_Pago" }))).toBe(`${today} 23:30`);
    },
  );

  it("writes numbers and lists by its own rules, with the digits that references and prices have", () => {
    expect(inLanguage("de", () => numberWords(1234.5, 1))).toBe("1.234,5");
    expect(inLanguage("ar", () => numberWords(12))).toBe("12");
    expect(inLanguage("de", () => listWords(["A", "B", "C"]))).toBe("A, B und C");
    expect(inLanguage("ar", () => listWords(["أ", "ب"]))).toBe("أ وب");
  });

  it("keeps a name that is written the other way from turning the sentence around it", () => {
    expect(translatorFor("en")("do.open", { label: "متجري" })).toBe("Open \u2068متجري\u2069");
    expect(translatorFor("en")("do.open", { label: "Main store" })).toBe("Open Main store");
    expect(translatorFor("ar")("do.open", { label: "Main store" })).toContain("\u2068Main store\u2069");
    expect(translatorFor("ar")("do.open", { label: "متجري" })).not.toContain("\u2068");
  });

  it("keeps the names of a list apart where they are written the other way than the list", () => {
    const names = ["EU outlet (eu@shop.test)", "Tickets (tix88)"];
    inLanguage("ar", () => expect(listWords(names)).toBe("\u2068EU outlet (eu@shop.test)\u2069 و\u2068Tickets (tix88)\u2069"));
    inLanguage("de", () => expect(listWords(names)).toBe("EU outlet (eu@shop.test) und Tickets (tix88)"));
  });

  it("still chooses by a word that is written the other way", () => {
    const [you, other] = ["you", "other"].map((actor) => translatorFor("ar")("event.paused", { actor }));

    expect(you).not.toBe(other);
  });
});

describe("the disguised language", () => {
  it("accents and lengthens what people read, and nothing else", () => {
    expect(pseudo("Open {label}")).toBe("⟦Öpéñ {label} ··⟧");
    expect(pseudo("{count, plural, one {# needs you} other {# need you}}")).toContain(
      "{count, plural, one {# ñééđš ýöû} other {# ñééđ ýöû}}",
    );
  });

  it("can format each text that the English catalogue can", () => {
    const broken = Object.entries(english as Catalogue).filter(
      ([, text]) => askedBy(pseudo(text)).join() !== askedBy(text).join(),
    );

    expect(broken.map(([key]) => key)).toEqual([]);
    expect(translatorFor(languageFor("en-XA", null))("nav.needs_you", { count: 2 })).toMatch(/^⟦2 ñééđ ýöû [· ]+⟧$/);
  });
});
