// Without 0/O, 1/I/L and U: people read codes off a log.
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 5;
const GROUP_LENGTH = 4;

/** A one-time code such as `K7QX-4MNP-…`: 20 characters of 30, which is 98 bits. @param fraction numbers in [0, 1) */
export function newSetupCode(fraction: () => number): string {
  const letter = () => ALPHABET[Math.floor(fraction() * ALPHABET.length)] ?? "";
  const group = () => Array.from({ length: GROUP_LENGTH }, letter).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/** A code as it is compared: case, blanks and dashes are how people type, and decide nothing. */
export const plainCode = (typed: string): string => typed.normalize("NFKC").replace(/[\s-]/gu, "").toUpperCase();
