import "#node-only";
import { createSecretKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { decodeBase64url } from "./base64url";
import { freshKey, KEY_BYTES } from "./fresh-key";

/**
 * `primary` seals and opens, `decrypt_only` opens. `retired` does neither: a row that was forgotten
 * shows itself as "key missing" while the key can still be brought back by its state.
 */
const KEY_STATES = ["decrypt_only", "primary", "retired"] as const;

/** A key of the ring. The secret is a key object, which prints as nothing. */
export type RingKey = {
  readonly keyId: string;
  readonly state: (typeof KEY_STATES)[number];
  readonly issuedAt: Date;
  readonly secret: KeyObject;
};

export type KeyRing = { readonly primary: RingKey; readonly keys: readonly RingKey[] };

/** Shorter than a key in base64url, so that a key pasted in the wrong place is never repeated in a message. */
const KeyId = z.string().regex(/^[A-Za-z0-9._-]{1,32}$/, "must be 1 to 32 letters, digits, dots, dashes or underscores");

const Secret = z.string().transform((text, ctx) => {
  const bytes = decodeBase64url(text);
  if (bytes?.length !== KEY_BYTES) {
    ctx.addIssue(`must be ${KEY_BYTES} bytes in base64url without padding`);
    return z.NEVER;
  }
  // A placeholder such as AAAA... would seal everything under a key that anybody can guess.
  if (new Set(bytes).size < 8) ctx.addIssue("is not random");
  return bytes;
});

const Jwk = z.object({
  kty: z.literal("oct"),
  kid: KeyId,
  iat: z.number().int().min(0).max(99_999_999_999, "must be in seconds"),
  state: z.enum(KEY_STATES),
  k: Secret,
});

const JwkSet = z.object({ keys: z.array(z.unknown()).min(1) });

/**
 * Reads a ring of 256-bit keys from a JWK Set.
 *
 * @param json RFC 7517 §5; each key `kty` "oct" (RFC 7518 §6.4), `kid`, `iat` in seconds, `state`, `k`
 * @throws {Error} naming the key id and the fault, never the key
 */
export function parseKeyRing(json: string): KeyRing {
  const set = JwkSet.safeParse(readJson(json));
  if (!set.success) throw new Error('key ring: must be a JWK Set, {"keys": [...]}, with at least one key');

  const keys = set.data.keys.map(readKey);
  keys.forEach((key, i) => {
    const earlier = keys.slice(0, i);
    if (earlier.some((other) => other.keyId === key.keyId)) throw new Error(`key ring: key "${key.keyId}" stands in it twice`);
    const twin = earlier.find((other) => other.secret.equals(key.secret));
    if (twin) throw new Error(`key ring: keys "${twin.keyId}" and "${key.keyId}" are the same key under two ids`);
  });

  const [primary, second] = keys.filter((key) => key.state === "primary");
  if (!primary) throw new Error(`key ring: none of ${quoted(keys)} is primary; exactly one must be`);
  if (second) throw new Error(`key ring: keys "${primary.keyId}" and "${second.keyId}" are both primary; exactly one must be`);
  return { primary, keys };
}

/** A JWK Set with one fresh primary key, for a first start. @param issuedAt becomes `iat` */
export const makeKeyRing = (issuedAt: Date = new Date()): string => JSON.stringify({ keys: [freshKey("primary", issuedAt)] });

function readKey(value: unknown, position: number): RingKey {
  const parsed = Jwk.safeParse(value);
  if (parsed.success) {
    const { kid, iat, state, k } = parsed.data;
    return { keyId: kid, state, issuedAt: new Date(iat * 1000), secret: createSecretKey(k) };
  }
  const named = z.object({ kid: KeyId }).safeParse(value);
  const who = named.success ? `key "${named.data.kid}"` : `key number ${position + 1}`;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "it"}: ${issue.message}`);
  throw new Error(`key ring: ${who}: ${faults.join("; ")}`);
}

/** The parser's own message quotes the text, and the text holds the keys: it must not become a cause either. */
function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

const quoted = (keys: readonly RingKey[]): string => keys.map((key) => `"${key.keyId}"`).join(", ");
