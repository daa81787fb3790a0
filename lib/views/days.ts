import { readersLanguage, readersLocale } from "./language";
import { dateParts, localDay, type Moment } from "./time-words";

const DAY_MS = 86_400_000;
/** No zone is further from UTC than this. */
const FURTHEST_MS = 15 * 3_600_000;
const MINUTE_MS = 60_000;

/**
 * The first minute of a calendar day over there; days begin at other times than midnight where clocks change.
 *
 * @param day `2026-11-22`, a day that exists
 */
export function startOfDay(day: string, zone: string | null): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let [before, at] = [midnight - FURTHEST_MS, midnight + FURTHEST_MS];
  while (at - before > MINUTE_MS) {
    const middle = before + Math.floor((at - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (localDay(new Date(middle), zone) < day) before = middle;
    else at = middle;
  }
  return new Date(at);
}

/** The day after `2026-11-22`. */
export const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** Whether a text names a day that exists, of a year in which there were or will be sellers. */
export function isDay(text: string): boolean {
  if (!/^(?:19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** "22 Nov" of `2026-11-22`; with the year where it is not this one. */
export function dateWords(day: string, { now, zone }: Moment): string {
  const year = day.slice(0, 4) === localDay(now, zone).slice(0, 4) ? {} : { year: "numeric" as const };
  return new Intl.DateTimeFormat(readersLocale(), { timeZone: "UTC", ...dateParts(readersLanguage()), ...year }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** How many calendar days `day` lies before today; 0 is today. */
export function daysAgo(day: string, { now, zone }: Moment): number {
  return (Date.parse(localDay(now, zone)) - Date.parse(day)) / 86_400_000;
}

export type DayGroup<T> = { readonly day: string; readonly items: readonly T[] };

/** Groups neighbours that fall on the same day over there; the order stays. `at` is ISO 8601. */
export function groupByDay<T extends { readonly at: string }>(items: readonly T[], zone: string | null): readonly DayGroup<T>[] {
  const groups: { readonly day: string; readonly items: T[] }[] = [];
  for (const item of items) {
    const day = localDay(new Date(item.at), zone);
    const last = groups.at(-1);
    if (last?.day === day) last.items.push(item);
    else groups.push({ day, items: [item] });
  }
  return groups;
}
