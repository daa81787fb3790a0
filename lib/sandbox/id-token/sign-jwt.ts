import { createHmac, sign } from "node:crypto";
import type { SigningKey } from "./signing-key";

const part = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString("base64url");

type Claims = Readonly<Record<string, unknown>>;

/** A JWT in compact form with RS256 (RFC 7515 §7.1). */
export function signJwt({ id, privateKey }: SigningKey, claims: Claims): string {
  const input = `${part({ alg: "RS256", typ: "JWT", kid: id })}.${part(claims)}`;
  return `${input}.${sign("sha256", Buffer.from(input), privateKey).toString("base64url")}`;
}

/** The forgery of RFC 8725 §2.1: it says that it is not signed, and is not. */
export const unsignedJwt = (claims: Claims): string => `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.`;

/** The other forgery of RFC 8725 §2.1: HS256, with something everybody knows for a key. */
export function symmetricJwt(secret: string, keyId: string, claims: Claims): string {
  const input = `${part({ alg: "HS256", typ: "JWT", kid: keyId })}.${part(claims)}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}
