/** RFC 4648 §5 without padding. */
export const encodeBase64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

/**
 * The bytes of a base64url text, or null unless it is the one canonical spelling of them.
 *
 * Node ignores padding, line breaks, foreign characters and stray trailing bits; each of those would
 * be a second text for the same sealed value.
 */
export function decodeBase64url(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : null;
}
