import { createHash, createHmac, hkdfSync, type KeyObject, timingSafeEqual } from "node:crypto";

const NO_SALT = "";

/**
 * The key-encryption key of one context: HKDF-SHA-256 (RFC 5869) of a ring key. A value moved to
 * another row meets another key, so it stays shut even where nobody compares contexts.
 *
 * @param canonical `canonicalContext(...)`; Node takes up to 1,007 bytes of it
 */
export const keyForContext = (secret: KeyObject, canonical: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, NO_SALT, `holdfast/token/v1${canonical}`, 32));

/** The key of the commitment tag; depends on the ring key alone, so it is derived once per process. */
export const commitmentKey = (secret: KeyObject): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, NO_SALT, "holdfast/commit/v1", 32));

/** The header's `ctx`: tells "this row was moved" from "this row was altered". */
export const contextDigest = (canonical: string): string => createHash("sha256").update(canonical).digest("base64url");

/**
 * The header's `kc`: 16 bytes that bind the value to one ring key. AES-GCM alone does not: one
 * ciphertext can be made to open under two keys.
 */
export const commitment = (key: Buffer, headerWithoutIt: string): string =>
  createHmac("sha256", key).update(headerWithoutIt).digest().subarray(0, 16).toString("base64url");

/** Compares two texts in a time that depends on their lengths only. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
