import { createTranslator } from "use-intl/core";
import english from "./en.json";

/** A key of the catalogue, as far as the compiler can know it. */
export type TextKey = keyof typeof english;

/** Values of a sentence. Anything a provider sent must be safe to show before it comes here. */
export type TextValues = Readonly<Record<string, string | number>>;

export type Translate = (key: string, values?: TextValues) => string;

type Messages = { [part: string]: string | Messages };

/** The catalogue is flat, so that a key can be searched for; the formatter walks a tree. */
function treeOf(flat: Readonly<Record<string, string>>): Messages {
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

let english_: Translate | null = null;

/** Whether the catalogue has a text of this key. */
export const hasText = (key: string): key is TextKey => Object.hasOwn(english, key);

/**
 * The English catalogue as a function: ICU messages, plurals included. Server only: the catalogue is
 * larger than a seller's page may carry.
 *
 * A key that does not exist comes back as itself, because half a page is worth more than none; the
 * tests see to it that this does not happen.
 */
export function translator(): Translate {
  english_ ??= createTranslator({
    locale: "en",
    messages: treeOf(english),
    timeZone: "UTC",
    onError: () => undefined,
    getMessageFallback: ({ key }) => key,
  }) as Translate;
  return english_;
}
