import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A new code or token, 256 random bits. Its beginning says to everybody who finds one that it opens nothing real. */
export const newSecret = (kind: "code" | "access" | "refresh"): string =>
  `sandbox_${kind}_${randomBytes(32).toString("base64url")}`;

export const newId = (): string => randomBytes(9).toString("base64url");

/** How a secret is kept and looked up: SHA-256, base64url. No salt, because secrets are random already. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** Equality in a time that does not depend on the content. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(hashSecret(a)), Buffer.from(hashSecret(b)));
