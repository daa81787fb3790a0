import type { PageLanguage } from "../core/language";
import { localeOf, readersLanguage, readersLocale } from "./language";
import { SPAN_WORDS } from "./texts/span-words";
import { zoneToday } from "./zone-names";

/** When and where somebody reads: every time on a page is told relative to it. `zone` is an IANA name; null: UTC. */
export type Moment = { readonly now: Date; readonly zone: string | null };

const MINUTE = 60_000;
const MONTH_DAYS = 365.25 / 12;
const put = (pattern: string, n: number): string => pattern.replace("{n}", String(n));

/** A zone that `Intl` knows, else UTC: the name may come from a cookie. */
export function knownZone(zone: string | null): string {
  if (zone === null) return "UTC";
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone;
  } catch {
    return "UTC";
  }
}

type LongUnit = "day" | "month" | "year";
type Span = { readonly count: number; readonly unit: LongUnit } | { readonly minutes: number };

/** To the minute below 3 hours, then to the nearest hour, from 2 days on in whole days, from 4 months and from 2 years on in those. */
function spanOf(milliseconds: number): Span {
  const minutes = Math.floor(Math.abs(milliseconds) / MINUTE);
  const hours = Math.round(minutes / 60);
  if (hours < 48) return { minutes: minutes < 180 ? minutes : hours * 60 };
  const days = Math.floor(hours / 24);
  if (days < 120) return { count: days, unit: "day" };
  const months = Math.round(days / MONTH_DAYS);
  return months < 24 ? { count: months, unit: "month" } : { count: Math.round(months / 12), unit: "year" };
}

function shortWords(minutes: number, language: PageLanguage): string {
  const words = SPAN_WORDS[language];
  const rest = minutes % 60;
  if (minutes < 60) return put(words.minutes, minutes);
  const whole = put(words.hours, (minutes - rest) / 60);
  return rest === 0 ? whole : `${whole} ${put(words.minutes, rest)}`;
}

/**
 * A length of time as people say it: "53 min", "1 h 20 min", from 3 hours on to the nearest hour, from 2 days
 * on in whole days, from 4 months and from 2 years on in those.
 */
export function spanWords(milliseconds: number, language: PageLanguage = readersLanguage()): string {
  const span = spanOf(milliseconds);
  if ("minutes" in span) return shortWords(span.minutes, language);
  const { count, unit } = span;
  return new Intl.NumberFormat(localeOf(language), { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** "in 53 min", "4 h ago", "just now". */
export function relativeWords(at: Date, now: Date, language: PageLanguage = readersLanguage()): string {
  const ahead = at.getTime() - now.getTime();
  const words = SPAN_WORDS[language];
  if (Math.abs(ahead) < MINUTE) return ahead > 0 ? words.soon : words.justNow;
  const span = spanOf(ahead);
  if ("minutes" in span) return (ahead > 0 ? words.in : words.ago).replace("{span}", shortWords(span.minutes, language));
  // A length and a distance are inflected differently in some languages, so the pattern is not ours.
  return new Intl.RelativeTimeFormat(localeOf(language)).format(ahead > 0 ? span.count : -span.count, span.unit);
}

const format = (at: Date, zone: string | null, options: Intl.DateTimeFormatOptions, language = readersLanguage()): string =>
  new Intl.DateTimeFormat(localeOf(language), { timeZone: knownZone(zone), hourCycle: "h23", ...options }).format(at);

const HOUR = { hour: "2-digit", minute: "2-digit" } as const;

/** A day of a month. Where a short name of one ends in a full stop it is whole: at a sentence's end there would be two. */
export const dateParts = (language: PageLanguage) =>
  ({ day: "numeric", month: language === "de" ? "long" : "short" }) as const satisfies Intl.DateTimeFormatOptions;

/** "14:05", or "14:05:08" where seconds help. */
export const clockWords = (at: Date, zone: string | null, seconds = false): string =>
  format(at, zone, seconds ? { ...HOUR, second: "2-digit" } : HOUR);

/** The calendar day an instant falls on over there, as `2026-11-22`. `zone` is an IANA name; null: UTC. */
export function localDay(at: Date, zone: string | null): string {
  // The Swedish order is the ISO order.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: knownZone(zone) }).format(at);
}

/** Which day it is over there, counted from the epoch. */
const dayNumber = (at: Date, zone: string | null): number => Date.parse(localDay(at, zone)) / 86_400_000;

/** "today", "yesterday", "tomorrow", else "27 Nov", with the year only where it is another one. */
export function dayWords(at: Date, { now, zone }: Moment): string {
  const apart = dayNumber(at, zone) - dayNumber(now, zone);
  if (Math.abs(apart) <= 1) return new Intl.RelativeTimeFormat(readersLocale(), { numeric: "auto" }).format(apart, "day");
  const sameYear = localDay(at, zone).slice(0, 4) === localDay(now, zone).slice(0, 4);
  const date = dateParts(readersLanguage());
  return format(at, zone, sameYear ? date : { ...date, year: "numeric" });
}

/** "today 14:05", "yesterday 23:10"; further away the day is enough: "27 Nov". */
export function dayTimeWords(at: Date, moment: Moment, seconds = false): string {
  const day = dayWords(at, moment);
  return seconds || Math.abs(dayNumber(at, moment.zone) - dayNumber(moment.now, moment.zone)) <= 1
    ? `${day} ${clockWords(at, moment.zone, seconds)}`
    : day;
}

/** "22 Nov 2026, 13:10": whole, for what is kept and read later. */
export const fullWords = (at: Date, zone: string | null, language: PageLanguage = readersLanguage()): string =>
  format(at, zone, { ...dateParts(language), year: "numeric", ...HOUR }, language);

/** "22 Nov 2026". */
export const dateWords = (at: Date, zone: string | null, language: PageLanguage = readersLanguage()): string =>
  format(at, zone, { ...dateParts(language), year: "numeric" }, language);

const nameOfZone = (zone: string, now: Date, timeZoneName: "shortOffset" | "shortGeneric", language: PageLanguage) =>
  new Intl.DateTimeFormat(localeOf(language), { timeZone: zone, timeZoneName })
    .formatToParts(now)
    .find(({ type }) => type === "timeZoneName")?.value;

/** Where the reader's clock stands: "Berlin time", "UTC", "GMT+5". */
export function zoneWords(zone: string | null, now: Date, language: PageLanguage = readersLanguage()): string {
  const known = knownZone(zone);
  if (known === "UTC" || /^(Etc\/)?(UTC|GMT|UCT|Zulu|Universal)$/i.test(known)) return "UTC";
  if (!known.includes("/") || known.startsWith("Etc/")) return nameOfZone(known, now, "shortOffset", language) ?? "UTC";
  const city = zoneToday(known).replace(/^.*\//, "").replaceAll("_", " ");
  const inEnglish = localeOf(language) === localeOf("en");
  // Other languages have names of their own for places, and their own way to say whose time it is.
  return inEnglish ? `${city} time` : (nameOfZone(known, now, "shortGeneric", language) ?? city);
}
