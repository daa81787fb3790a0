/** Prefixes of public ids. */
export type IdPrefix =
  | "usr"
  | "ses"
  | "att"
  | "con"
  | "reg"
  | "msg"
  | "inc"
  | "eng"
  | "lnk"
  | "mal"
  | "viw"
  | "job"
  | "out"
  | "emg"
  | "key";

/** Shards that a later split may use; the bucket stands in the connection's public id. */
export const BUCKETS = 64;

/** `usr_<random>`. @param random at least 90 random bits in base64url */
export const publicId = (prefix: Exclude<IdPrefix, "con">, random: string): string => `${prefix}_${random}`;

/** `con_<bucket in two hex digits><random>`. @param bucket 0 to 63 */
export const connectionId = (bucket: number, random: string): string => `con_${bucket.toString(16).padStart(2, "0")}${random}`;

/** Whether a string has the form of a public id of this kind; whether it exists is another question. */
export const looksLikeId = (prefix: IdPrefix, value: string): boolean =>
  value.startsWith(`${prefix}_`) && /^[a-z]{3}_[A-Za-z0-9_-]{16,48}$/.test(value);

// Without 0/O, 1/I/L and U: people read references aloud.
const REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A short code such as `K7-4QX` that a person can read out and an admin can search for. `fraction` gives numbers in [0, 1). */
export function reference(fraction: () => number): string {
  const letters = Array.from({ length: 5 }, () => REFERENCE_ALPHABET[Math.floor(fraction() * REFERENCE_ALPHABET.length)]).join(
    "",
  );
  return `${letters.slice(0, 2)}-${letters.slice(2)}`;
}

const REFERENCE = new RegExp(`^[${REFERENCE_ALPHABET}]{2}-[${REFERENCE_ALPHABET}]{3}$`);

/** Whether a string has the form of a short reference; whose it is, or whether it is one at all, is another question. */
export const looksLikeReference = (value: string): boolean => REFERENCE.test(value);
