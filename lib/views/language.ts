import { knownLanguage, type PageLanguage, PSEUDO } from "../core/language";

const SLOT = Symbol.for("holdfast.language");
type Slot = { [SLOT]?: () => PageLanguage | undefined };

/**
 * The language of whoever is being answered; English where nobody is: for them ask `translatorFor`.
 *
 * Components ask for it wherever they are, so it is not handed through all of them. Where it comes from only the
 * server knows, which registers its answer once per process. The slot is the process's, because the framework
 * bundles modules more than once.
 */
export const readersLanguage = (): PageLanguage => (globalThis as Slot)[SLOT]?.() ?? "en";

/** Says where the language of the request that is being answered is found; undefined outside of one. */
export function tellLanguageBy(source: () => PageLanguage | undefined): void {
  (globalThis as Slot)[SLOT] = source;
}

/**
 * What `Intl` is asked for. English dates and clocks are British, since ours have 24 hours. Arabic has Latin digits:
 * references, prices and account names around them have, and half of its readers use no others.
 */
const LOCALES: Readonly<Record<PageLanguage, string>> = {
  en: "en-GB",
  "en-XA": "en-GB",
  de: "de",
  ar: "ar-u-ca-gregory-nu-latn",
};

export const localeOf = (language: PageLanguage): string => LOCALES[language];

/** The locale to format in for whoever is being answered. */
export const readersLocale = (): string => localeOf(readersLanguage());

/** What each language calls itself; a person looks for the one they can read. */
export const OFFERED = [
  { language: "en", name: "English" },
  { language: "de", name: "Deutsch" },
  { language: "ar", name: "العربية" },
] as const;

/** The language that a document says it is in. */
export const pageLanguage = (tag: string): PageLanguage => (tag === PSEUDO ? PSEUDO : (knownLanguage(tag) ?? "en"));
