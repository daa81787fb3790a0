import { createTranslator } from "use-intl/core";
import type { PageLanguage } from "../../core/language";
import { localeOf, readersLanguage } from "../language";
import arabic from "./ar.json";
import german from "./de.json";
import english from "./en.json";
import { isolated } from "./isolate";
import { pseudo } from "./pseudo";

/** A key of the catalogue, as far as the compiler can know it. */
export type TextKey = keyof typeof english;

/** Values of a sentence. Anything a provider sent must be safe to show before it comes here. */
export type TextValues = Readonly<Record<string, string | number>>;

export type Translate = (key: string, values?: TextValues) => string;

type Catalogue = Readonly<Record<string, string>>;
type Messages = { [part: string]: string | Messages };

/** The catalogue is flat, so that a key can be searched for; the formatter walks a tree. */
function treeOf(flat: Catalogue): Messages {
  const tree: Messages = {};
  for (const [key, text] of Object.entries(flat)) {
    const parts = key.split(".");
    const last = parts.pop() ?? key;
    let branch = tree;
    for (const part of parts) {
      const next = branch[part];
      const grown = typeof next === "object" ? next : {};
      branch[part] = grown;
      branch = grown;
    }
    branch[last] = text;
  }
  return tree;
}

/** Whether the catalogue has a text of this key. */
export const hasText = (key: string): key is TextKey => Object.hasOwn(english, key);

/** The texts of a language. What it does not have stands in English: a text in the wrong language is worth more than none. */
function catalogueOf(language: PageLanguage): Catalogue {
  switch (language) {
    case "en":
      return english;
    case "de":
      return { ...english, ...german };
    case "ar":
      return { ...english, ...arabic };
    case "en-XA":
      return Object.fromEntries(Object.entries(english).map(([key, text]) => [key, pseudo(text)]));
  }
}

function made(language: PageLanguage): Translate {
  const catalogue = catalogueOf(language);
  const format = createTranslator({
    locale: localeOf(language),
    messages: treeOf(catalogue),
    timeZone: "UTC",
    onError: () => undefined,
    getMessageFallback: ({ key }) => key,
  }) as Translate;
  return (key, values) => (values === undefined ? format(key) : format(key, isolated(language, catalogue[key] ?? "", values)));
}

const translators = new Map<PageLanguage, Translate>();

/**
 * The catalogue of a language as a function: ICU messages, plurals included. Server only: a catalogue is larger than
 * a seller's page may carry. For mails and whatever else is read by somebody who is not being answered right now.
 *
 * A key that does not exist comes back as itself, because half a page is worth more than none; the
 * tests see to it that this does not happen.
 */
export function translatorFor(language: PageLanguage): Translate {
  const known = translators.get(language) ?? made(language);
  translators.set(language, known);
  return known;
}

/** The same in the language of whoever is being answered; never at module level, where nobody is. */
export const translator = (): Translate => translatorFor(readersLanguage());
