import { zoneToday } from "./zone-names";

/** When and where somebody reads: every time on a page is told relative to it. `zone` is an IANA name; null: UTC. */
export type Moment = { readonly now: Date; readonly zone: string | null };

/** The words that spans are made of; `{n}` and `{span}` are replaced. From the catalogue, under `time.`. */
export type SpanWords = {
  readonly in: string;
  readonly ago: string;
  readonly soon: string;
  readonly justNow: string;
  readonly minutes: string;
  readonly hours: string;
  readonly days: string;
  readonly months: string;
  readonly years: string;
};

export const ENGLISH_SPANS: SpanWords = {
  in: "in {span}",
  ago: "{span} ago",
  soon: "in less than a minute",
  justNow: "just now",
  minutes: "{n} min",
  hours: "{n} h",
  days: "{n} days",
  months: "{n} months",
  years: "{n} years",
};

const LOCALE = "en-GB";
const MINUTE = 60_000;
const MONTH_DAYS = 365.25 / 12;
const put = (pattern: string, n: number): string => pattern.replace("{n}", String(n));

/** A zone that `Intl` knows, else UTC: the name may come from a cookie. */
export function knownZone(zone: string | null): string {
  if (zone === null) return "UTC";
  try {
    new Intl.DateTimeFormat(LOCALE, { timeZone: zone });
    return zone;
  } catch {
    return "UTC";
  }
}

/**
 * A length of time as people say it: "53 min", "1 h 20 min", from 3 hours on to the nearest hour, from 2 days
 * on in whole days, from 4 months and from 2 years on in those.
 */
export function spanWords(milliseconds: number, words: SpanWords = ENGLISH_SPANS): string {
  const minutes = Math.floor(Math.abs(milliseconds) / MINUTE);
  if (minutes < 60) return put(words.minutes, minutes);
  if (minutes < 180) {
    const rest = minutes % 60;
    const whole = put(words.hours, (minutes - rest) / 60);
    return rest === 0 ? whole : `${whole} ${put(words.minutes, rest)}`;
  }
  const hours = Math.round(minutes / 60);
  if (hours < 48) return put(words.hours, hours);
  const days = Math.floor(hours / 24);
  if (days < 120) return put(words.days, days);
  const months = Math.round(days / MONTH_DAYS);
  return months < 24 ? put(words.months, months) : put(words.years, Math.round(months / 12));
}

/** "in 53 min", "4 h ago", "just now". */
export function relativeWords(at: Date, now: Date, words: SpanWords = ENGLISH_SPANS): string {
  const ahead = at.getTime() - now.getTime();
  if (Math.abs(ahead) < MINUTE) return ahead > 0 ? words.soon : words.justNow;
  return (ahead > 0 ? words.in : words.ago).replace("{span}", spanWords(ahead, words));
}

type Piece = "weekday" | "year" | "month" | "day" | "hour" | "minute" | "second";

function pieces(at: Date, zone: string | null, options: Intl.DateTimeFormatOptions): Readonly<Partial<Record<Piece, string>>> {
  const parts = new Intl.DateTimeFormat(LOCALE, { timeZone: knownZone(zone), hourCycle: "h23", ...options }).formatToParts(at);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** "14:05", or "14:05:08" where seconds help. */
export function clockWords(at: Date, zone: string | null, seconds = false): string {
  const { hour, minute, second } = pieces(at, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

/** Which day it is over there, counted from the epoch. */
function dayNumber(at: Date, zone: string | null): number {
  const { year, month, day } = pieces(at, zone, { year: "numeric", month: "numeric", day: "numeric" });
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000;
}

/** "today", "yesterday", "tomorrow", else "27 Nov", with the year only where it is another one. */
export function dayWords(at: Date, { now, zone }: Moment): string {
  const apart = dayNumber(at, zone) - dayNumber(now, zone);
  if (Math.abs(apart) <= 1) return new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" }).format(apart, "day");
  const there = pieces(at, zone, { year: "numeric", month: "short", day: "numeric" });
  const year = there.year === pieces(now, zone, { year: "numeric" }).year ? "" : ` ${there.year}`;
  return `${there.day} ${there.month}${year}`;
}

/** "today 14:05", "yesterday 23:10"; further away the day is enough: "27 Nov". */
export function dayTimeWords(at: Date, moment: Moment, seconds = false): string {
  const day = dayWords(at, moment);
  return seconds || Math.abs(dayNumber(at, moment.zone) - dayNumber(moment.now, moment.zone)) <= 1
    ? `${day} ${clockWords(at, moment.zone, seconds)}`
    : day;
}

/** "22 Nov 2026, 13:10": whole, for what is kept and read later. */
export function fullWords(at: Date, zone: string | null): string {
  const { day, month, year } = pieces(at, zone, { year: "numeric", month: "short", day: "numeric" });
  return `${day} ${month} ${year}, ${clockWords(at, zone)}`;
}

/** Where the reader's clock stands: "Berlin time", "UTC", "GMT+5". */
export function zoneWords(zone: string | null, now: Date): string {
  const known = knownZone(zone);
  if (known === "UTC" || /^(Etc\/)?(UTC|GMT|UCT|Zulu|Universal)$/i.test(known)) return "UTC";
  if (!known.includes("/") || known.startsWith("Etc/")) {
    const parts = new Intl.DateTimeFormat(LOCALE, { timeZone: known, timeZoneName: "shortOffset" }).formatToParts(now);
    return parts.find(({ type }) => type === "timeZoneName")?.value ?? "UTC";
  }
  return `${zoneToday(known).replace(/^.*\//, "").replaceAll("_", " ")} time`;
}
