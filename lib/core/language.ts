/** Languages that people may choose, as BCP 47 tags. */
export const LANGUAGES = ["en", "de", "ar"] as const;

/** A language that somebody reads. */
export type Language = (typeof LANGUAGES)[number];

/**
 * A language that a page can be drawn in. `en-XA` is English in disguise: longer, accented and bracketed, so that
 * a text that is cut, or comes from no catalogue, is seen. It is for looking and testing; nobody is offered it.
 */
export type PageLanguage = Language | "en-XA";

export const PSEUDO = "en-XA";
const MOST_RANGES = 20;

/** The language of a tag that people may choose, whatever its region or script; null: none of ours. @param tag untrusted */
export function knownLanguage(tag: string | null | undefined): Language | null {
  const primary = tag?.trim().toLowerCase().split("-", 1)[0];
  return LANGUAGES.find((language) => language === primary) ?? null;
}

/**
 * The language that a browser would rather read: the first known one by falling weight; null: none of ours.
 *
 * @param header an `Accept-Language` value (RFC 9110 §12.5.4), untrusted
 */
export function preferredLanguage(header: string | null | undefined): Language | null {
  const wanted = (header ?? "").split(",", MOST_RANGES).map((range) => {
    const [tag, ...parameters] = range.split(";");
    const weight = parameters.map((parameter) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/i.exec(parameter)?.[1]).find(Boolean);
    return { language: knownLanguage(tag), weight: weight === undefined ? 1 : Number(weight) };
  });
  const known = wanted.filter(({ language, weight }) => language !== null && weight > 0);
  return known.sort((a, b) => b.weight - a.weight)[0]?.language ?? null;
}

/**
 * The language to answer a browser in: what was chosen there, else what it asks for, else English.
 *
 * @param chosen the value of its cookie, untrusted
 */
export function languageFor(chosen: string | null | undefined, acceptLanguage: string | null | undefined): PageLanguage {
  if (chosen === PSEUDO) return PSEUDO;
  return knownLanguage(chosen) ?? preferredLanguage(acceptLanguage) ?? "en";
}

/** Which way a language is written. */
export const directionOf = (language: PageLanguage): "ltr" | "rtl" => (language === "ar" ? "rtl" : "ltr");
