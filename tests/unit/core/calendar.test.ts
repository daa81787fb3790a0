import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarText, escaped, folded } from "@/lib/core/calendar";

const NOW = new Date("2026-11-22T21:30:05.123Z");
const event = (over: Partial<Parameters<typeof calendarText>[0]["events"][number]> = {}) => ({
  id: "ends-con_001",
  day: "2026-12-01",
  title: "Reconnect Main store (StubHub)",
  text: "Access ends on this day.",
  url: "https://holdfast.example/admin/connections/con_001",
  ...over,
});
const text = (events = [event()]) => calendarText({ name: "Holdfast", host: "holdfast.example", now: NOW, events });

/** The lines as a reader unfolds them (RFC 5545 §3.1). */
const unfolded = (whole: string): readonly string[] => whole.replaceAll("\r\n ", "").split("\r\n").slice(0, -1);
const octets = (line: string): number => Buffer.byteLength(line);

describe("a calendar (RFC 5545)", () => {
  it("is one VCALENDAR with what each reader needs, and nobody's name or address", () => {
    expect(unfolded(text())).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Holdfast//Forecast//EN",
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      "NAME:Holdfast",
      "X-WR-CALNAME:Holdfast",
      "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
      "BEGIN:VEVENT",
      "UID:ends-con_001@holdfast.example",
      "DTSTAMP:20261122T213005Z",
      "DTSTART;VALUE=DATE:20261201",
      "SUMMARY:Reconnect Main store (StubHub)",
      "DESCRIPTION:Access ends on this day.",
      "URL:https://holdfast.example/admin/connections/con_001",
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
      "END:VCALENDAR",
    ]);
  });

  it("ends every line with CR LF, and none is longer than 75 octets, whatever a connection is called", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.string({ unit: "grapheme", maxLength: 200 }),
        (title, more) => {
          const whole = text([event({ title, text: more })]);
          expect(whole.endsWith("END:VCALENDAR\r\n")).toBe(true);
          for (const line of whole.split("\r\n").slice(0, -1)) {
            expect(octets(line)).toBeLessThanOrEqual(75);
            expect(line).not.toMatch(/[\r\n]/);
          }
          expect(unfolded(whole).filter((line) => line.startsWith("BEGIN:VEVENT"))).toHaveLength(1);
        },
      ),
    );
  });

  it("folds so that unfolding gives the same line, and splits no character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 160 }), (line) => {
        const plain = line.replace(/[\r\n]/g, "");
        expect(folded(plain).replaceAll("\r\n ", "")).toBe(plain);
        for (const piece of folded(plain).split("\r\n")) expect(Buffer.from(piece).toString()).toBe(piece);
      }),
    );
    expect(folded("a".repeat(75))).toBe("a".repeat(75));
    expect(folded("a".repeat(76))).toBe(`${"a".repeat(75)}\r\n a`);
    expect(folded(`${"a".repeat(74)}é`)).toBe(`${"a".repeat(74)}\r\n é`);
  });

  it("escapes what has a meaning, so that no name can add a line of its own", () => {
    expect(escaped("a;b,c\\d\r\ne\nf")).toBe("a\\;b\\,c\\\\d\\ne\\nf");
    expect(escaped("bell\u0007 and \u007f")).toBe("bell and ");
    expect(
      unfolded(text([event({ title: "x\r\nEND:VCALENDAR\r\nATTENDEE:mailto:a@b.c" })])).filter((line) =>
        line.startsWith("ATTENDEE"),
      ),
    ).toEqual([]);
  });

  it("has the same UID each time, and stamps when it was made", () => {
    const later = calendarText({
      name: "Holdfast",
      host: "holdfast.example",
      now: new Date("2026-11-23T00:00:00Z"),
      events: [event()],
    });
    const uid = (whole: string) => unfolded(whole).find((line) => line.startsWith("UID:"));
    expect(uid(later)).toBe(uid(text()));
    expect(unfolded(later)).toContain("DTSTAMP:20261123T000000Z");
  });

  it("may be empty", () => {
    expect(unfolded(text([])).at(-1)).toBe("END:VCALENDAR");
  });
});
