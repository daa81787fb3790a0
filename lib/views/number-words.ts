import { readersLanguage, readersLocale } from "./language";
import { setApart } from "./texts/isolate";

/** A number as its reader writes it: "1,234" or "1.234". @param digits decimal places at most */
export const numberWords = (value: number, digits = 0): string =>
  new Intl.NumberFormat(readersLocale(), { maximumFractionDigits: digits }).format(value);

/** A share between 0 and 1 with one decimal at most. It is cut, not rounded: "100 %" is said where nothing failed. */
export const percentWords = (share: number): string =>
  new Intl.NumberFormat(readersLocale(), { style: "percent", maximumFractionDigits: 1 }).format(Math.floor(share * 1000) / 1000);

/** Seconds as a person reads them: one decimal at most, and never "0". */
export const secondsWords = (seconds: number): string => numberWords(Math.max(seconds, 0.1), 1);

/** "one, two and three"; `unit`: "one, two, three", for parts of a sum. */
export const listWords = (items: readonly string[], type: "conjunction" | "unit" = "conjunction"): string =>
  new Intl.ListFormat(readersLocale(), type === "unit" ? { type, style: "short" } : { type }).format(
    items.map((item) => setApart(readersLanguage(), item)),
  );
