/** Longer than three sentences nobody reads before a decision. */
export const LONGEST_USE_NOTE = 600;

/** Controls, and signs that turn the direction of what follows or cannot be seen. Line ends stay. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/**
 * What admins write about how access is used, as plain text: shown as it is, never as markup.
 *
 * @returns null when it is too long; an empty text says nothing
 */
export function readUseNote(typed: string): string | null {
  const lines = typed.normalize("NFC").split(/\r\n|\r|\n/);
  const clean = lines.map((line) => line.replace(UNSEEN, " ").replace(/ {2,}/g, " ").trim());
  const text = clean
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return text.length <= LONGEST_USE_NOTE ? text : null;
}
