/** Longest label, counted in characters as a person sees them. */
export const LONGEST_LABEL = 60;

/**
 * A seller's label, cleaned: trimmed, inner white space folded. null: empty, too long, or holding
 * control or direction-override characters, which could make one label look like another.
 */
export function cleanLabel(raw: string): string | null {
  const label = raw.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (label === "" || [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(label)].length > LONGEST_LABEL)
    return null;
  if (label.length > LONGEST_LABEL * 8 || /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(label)) return null;
  return label;
}

/** The first of `base`, `base 2`, `base 3`, ... that is not taken, without regard to case. */
export function freeLabel(base: string, taken: readonly string[]): string {
  const used = new Set(taken.map((label) => label.toLowerCase()));
  for (let n = 1; ; n++) {
    const label = n === 1 ? base : `${base} ${n}`;
    if (!used.has(label.toLowerCase())) return label;
  }
}
