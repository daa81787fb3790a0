import { z } from "zod";
import { decodeBase64url, encodeBase64url } from "./base64url";

/** The members of the protected header that vary. `ctx` and `kc` are explained in `token-key.ts`. */
export type Header = { readonly kid: string; readonly ctx: string; readonly kc: string };

/** A value in RFC 7516 compact serialization, taken apart. `aad` is the encoded header (§5.1, step 14). */
export type Compact = {
  readonly header: Header;
  readonly aad: string;
  readonly wrappedKey: Buffer;
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
};

/** Bytes. A256KW of a 256-bit key (RFC 3394 §2.2.1); IV and tag of A256GCM (RFC 7518 §5.3). */
const WRAPPED_KEY = 40;
const IV = 12;
export const TAG = 16;

const HeaderMembers = z.object({ kid: z.string(), ctx: z.string(), kc: z.string() });

/** The header as the commitment tag sees it: without the tag itself. */
export const headerToCommit = (kid: string, ctx: string): string =>
  JSON.stringify({ alg: "A256KW", enc: "A256GCM", kid, typ: "tokenset+jwe", v: 1, ctx });

/** The one spelling of a header that is written and accepted. */
export function encodeHeader({ kid, ctx, kc }: Header): string {
  const text = JSON.stringify({ alg: "A256KW", enc: "A256GCM", kid, typ: "tokenset+jwe", v: 1, ctx, kc });
  return encodeBase64url(Buffer.from(text));
}

export const writeCompact = (c: Omit<Compact, "header">): string =>
  [c.aad, ...[c.wrappedKey, c.iv, c.ciphertext, c.tag].map(encodeBase64url)].join(".");

/** Takes a sealed value apart; null unless it has exactly the shape that `writeCompact` gives. */
export function readCompact(sealed: string): Compact | null {
  const [aad, ...rest] = sealed.split(".");
  if (aad === undefined || rest.length !== 4) return null;
  const header = readHeader(aad);
  const [wrappedKey, iv, ciphertext, tag] = rest.map(decodeBase64url);
  if (!header || !wrappedKey || !iv || !ciphertext || !tag) return null;
  if (wrappedKey.length !== WRAPPED_KEY || iv.length !== IV || tag.length !== TAG) return null;
  return { header, aad, wrappedKey, iv, ciphertext, tag };
}

/**
 * Reads the header and writes it again: other algorithms, members, orders and spellings all give
 * another text, so there is no list of them to forget something on.
 */
function readHeader(encoded: string): Header | null {
  const bytes = decodeBase64url(encoded);
  if (!bytes) return null;
  try {
    const header = HeaderMembers.parse(JSON.parse(bytes.toString()));
    return encodeHeader(header) === encoded ? header : null;
  } catch {
    return null;
  }
}
