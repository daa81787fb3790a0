/** No provider's ids are longer, and an index takes them whole. */
const LONGEST_KEY = 255;
const LONGEST_NAME = 200;
/** What a database cannot keep, or keeps as something else: two ids that differ in it would be one. */
const NOT_TEXT = /[\p{Cc}\p{Cs}]/u;

/** An account's id as it is stored and compared; null when it cannot be: half an id may be somebody else's. */
export const storableKey = (key: string | null): string | null =>
  key === null || key.length > LONGEST_KEY || NOT_TEXT.test(key) ? null : key;

/** An account's name as people read it: one line, in one direction, of a length for a page; null when nothing is left. */
export function shownName(name: string | null): string | null {
  const line = (name ?? "").slice(0, 20 * LONGEST_NAME).replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ");
  const shown = [...line.trim()].slice(0, LONGEST_NAME).join("");
  return shown === "" ? null : shown;
}
