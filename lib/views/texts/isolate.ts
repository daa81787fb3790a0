import { directionOf, type PageLanguage } from "../../core/language";

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LEFT_TO_RIGHT = /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}|\p{Script=Han}|\p{Script=Hangul}/u;
type Values = Readonly<Record<string, string | number>>;

const CHOSEN_BY = /\{\s*(\w+)\s*,\s*(?:select|plural|selectordinal)\b/g;

/** Unicode's first strong isolate and its end (UAX #9). */
const isolate = (text: string): string => `\u2068${text}\u2069`;

/** What is written so that it could turn text of this language around. */
const against = (language: PageLanguage): RegExp => (directionOf(language) === "rtl" ? LEFT_TO_RIGHT : RIGHT_TO_LEFT);

/** One item of a row of them, set apart if it is written the other way than its neighbours may be. */
export const setApart = (language: PageLanguage, text: string): string => (against(language).test(text) ? isolate(text) : text);

/**
 * Values that are written the other way than the sentence around them are set apart, so that an Arabic label does not
 * turn the English words and the full stop after it around, nor a marketplace's name those of an Arabic sentence.
 * A value by which the message chooses its words stays as it is.
 */
export function isolated(language: PageLanguage, message: string, values: Values): Values {
  const turning = against(language);
  const named = Object.entries(values).filter(([, value]) => typeof value === "string" && turning.test(value));
  if (named.length === 0) return values;
  const choosing = new Set([...message.matchAll(CHOSEN_BY)].map(([, name]) => name));
  const apart = named.filter(([name]) => !choosing.has(name)).map(([name, value]) => [name, isolate(String(value))]);
  return { ...values, ...Object.fromEntries(apart) };
}
