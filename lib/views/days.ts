import { knownZone, type Moment } from "./time-words";

const LOCALE = "en-GB";

/** The calendar day an instant falls on over there, as `2026-11-22`. `zone` is an IANA name; null: UTC. */
export function localDay(at: Date, zone: string | null): string {
  // The Swedish order is the ISO order.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: knownZone(zone) }).format(at);
}

/** "22 Nov" of `2026-11-22`; with the year where it is not this one. */
export function dateWords(day: string, { now, zone }: Moment): string {
  const year = day.slice(0, 4) === localDay(now, zone).slice(0, 4) ? {} : { year: "numeric" as const };
  return new Intl.DateTimeFormat(LOCALE, { timeZone: "UTC", day: "numeric", month: "short", ...year }).format(
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
