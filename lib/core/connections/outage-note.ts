/** What an admin says is wrong at a marketplace. `planned`: it said so before. */
export const OUTAGE_KINDS = ["down", "partly", "planned"] as const;
export type OutageKind = (typeof OUTAGE_KINDS)[number];

/** So much of a note fits into the strip on a seller's dashboard (`ux.md` 2.19), in characters as people count them. */
export const NOTE_LENGTH = 120;

/** Control characters, and marks that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu;

/** A note on one line, without what cannot be seen. null: nothing is left, or it is too long. @param text untrusted */
export function readNote(text: string): string | null {
  const line = text.replace(UNSEEN, " ").replace(/\s+/g, " ").trim();
  return line === "" || [...line].length > NOTE_LENGTH ? null : line;
}

/** When something lasts. `endsAt` null: nobody has ended it. */
export type Span = { readonly startsAt: Date; readonly endsAt: Date | null };

/** `ahead`: it was announced. */
export type SpanState = "ahead" | "open" | "over";

export function spanState({ startsAt, endsAt }: Span, now: Date): SpanState {
  if (endsAt !== null && endsAt <= now) return "over";
  return startsAt > now ? "ahead" : "open";
}
