const HOUR = 9;
const DAY_MS = 86_400_000;

type Wall = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

const made = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than everything that is done with it here; there are as many as there are zones. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const clock =
    made.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  made.set(zone, clock);
  return clock;
}

/** What clocks on the wall show, in a zone that `Intl` knows. */
function wallAt(instant: number, zone: string): Wall {
  const parts = clockOf(zone).formatToParts(instant);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
  };
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function aheadOfUtc(instant: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallAt(instant, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/**
 * Nine in the morning of a calendar day in a zone. A day whose clocks skip that hour gives the instant of the change
 * or soon after it; one that has it twice gives the first.
 */
function nineOn(day: number, zone: string): number {
  const wall = day + HOUR * 3_600_000;
  // A zone changes its clocks at most once within a day, so one of the two offsets around it is the right one.
  const offsets = [aheadOfUtc(wall - DAY_MS, zone), aheadOfUtc(wall + DAY_MS, zone)];
  const candidates = offsets.map((offset) => wall - offset).sort((a, b) => a - b);
  return candidates.find((at) => at + aheadOfUtc(at, zone) === wall) ?? Math.max(...candidates);
}

/** A zone that `Intl` knows, else UTC. */
function known(zone: string | null): string {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone ?? "UTC" }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/**
 * The next nine o'clock in the morning after an instant, by the clocks of a zone, whatever they do in between.
 *
 * @param zone an IANA name; null: UTC
 */
export function nextDigestAt(after: Date, zone: string | null): Date {
  const there = known(zone);
  const { year, month, day } = wallAt(after.getTime(), there);
  const today = Date.UTC(year, month - 1, day);
  // Where a calendar skips a day (an island that changed sides of the date line), that day's nine falls into the next.
  for (let days = 0; ; days++) {
    const nine = nineOn(today + days * DAY_MS, there);
    if (nine > after.getTime()) return new Date(nine);
  }
}
