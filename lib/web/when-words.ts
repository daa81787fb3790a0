import { dayTimeWords, relativeWords } from "../views/time-words";

/**
 * An instant in both forms, for a one-time message: "in 42 min (today 14:10)".
 *
 * @param at ISO 8601; null gives no words
 */
export function whenWords(at: string | null, now: Date, zone: string | null): string {
  if (at === null) return "";
  const instant = new Date(at);
  return `${relativeWords(instant, now)} (${dayTimeWords(instant, { now, zone })})`;
}
