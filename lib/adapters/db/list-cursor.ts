import type { AdminSortKey } from "../../core/ports/admin";

/** What a row is sorted by, as texts that PostgreSQL reads back exactly; the id of its connection is the last. */
export type Place = readonly string[];

const INSTANT = /^(infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00)$/;
const ID = /^\d{1,18}$/;
const RANK = /^\d{1,2}$/;
/** The longest label that may be given, as lower case, in which a character may become three. */
const LABEL = /^[^\0]{0,1500}$/su;

/** How each part of a place is written, by order. */
const SHAPES: Readonly<Record<AdminSortKey, readonly RegExp[]>> = {
  urgency: [RANK, INSTANT, LABEL, ID],
  newest: [ID],
  label: [LABEL, ID],
  ends: [INSTANT, ID],
  since: [INSTANT, ID],
};

export const writeCursor = (by: AdminSortKey, place: Place): string =>
  Buffer.from(JSON.stringify([by, ...place])).toString("base64url");

/** What `writeCursor` wrote for the same order; null for everything else: it comes from an address. */
export function readCursor(by: AdminSortKey, cursor: string): Place | null {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts[0] !== by) return null;
  const place: readonly unknown[] = parts.slice(1);
  const shapes = SHAPES[by];
  const fits = (part: unknown, index: number) => isText(part) && (shapes[index]?.test(part) ?? false);
  return place.length === shapes.length && place.every(fits) ? place.map(String) : null;
}

/** Half a character is no text to a database. */
const isText = (part: unknown): part is string => typeof part === "string" && Buffer.from(part).toString() === part;

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
