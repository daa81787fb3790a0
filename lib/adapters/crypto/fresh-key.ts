import "#node-only";
import { randomBytes } from "node:crypto";
import { encodeBase64url } from "./base64url";

/** Of a key of the ring. */
export const KEY_BYTES = 32;

/** A fresh key as a JWK (RFC 7518 §6.4). @param issuedAt becomes `iat` */
export const freshKey = (state: "primary" | "decrypt_only", issuedAt: Date) => ({
  kty: "oct",
  kid: `k-${randomBytes(4).toString("hex")}`,
  iat: Math.floor(issuedAt.getTime() / 1000),
  state,
  k: encodeBase64url(randomBytes(KEY_BYTES)),
});
