/** One whole day in a calendar. */
export type CalendarEvent = {
  /** The same for ever, so that a calendar knows it again; before the `@`. */
  readonly id: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly title: string;
  readonly text: string;
  readonly url: string;
};

export type Calendar = {
  readonly name: string;
  /** After the `@` of each event's id: who made them. */
  readonly host: string;
  /** When this text was made (DTSTAMP, RFC 5545 §3.8.7.2). */
  readonly now: Date;
  readonly events: readonly CalendarEvent[];
};

/** Octets of a line without its end (RFC 5545 §3.1). */
const LONGEST_LINE = 75;

/**
 * A calendar as calendars subscribe to it (RFC 5545, with the name and the rhythm of RFC 7986).
 *
 * Every line ends with CR LF and none is longer than 75 octets; texts are escaped (§3.3.11).
 */
export function calendarText({ name, host, now, events }: Calendar): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Holdfast//Forecast//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ...events.flatMap((event) => eventLines(event, host, now)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function eventLines({ id, day, title, text, url }: CalendarEvent, host: string, now: Date): readonly string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(id)}@${host}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    `URL:${url}`,
    // Nobody is busy because of it.
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/** `20261122T213000Z` (§3.3.5, form 2). */
const stamp = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

/** A TEXT value. Control characters other than a line end have no form there, and are left out. */
export function escaped(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n");
  const plain = [...lines].filter((letter) => letter === "\n" || letter === "\t" || !isControl(letter)).join("");
  return plain.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
}

const isControl = (letter: string): boolean => letter < " " || letter === "\u007f";

/** A line in pieces of at most 75 octets; a continued one begins with a blank, and no character is split. */
export function folded(line: string): string {
  const pieces: string[] = [];
  let piece = "";
  let octets = 0;
  for (const letter of line) {
    const more = octetsOf(letter);
    if (octets + more > LONGEST_LINE) {
      pieces.push(piece);
      piece = " ";
      octets = 1;
    }
    piece += letter;
    octets += more;
  }
  return [...pieces, piece].join("\r\n");
}

/** Of one character in UTF-8 (RFC 3629 §3). */
function octetsOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
