import "#node-only";
import { createHmac } from "node:crypto";
import type { KeyRing, RingKey } from "./key-ring";

/**
 * What tells one key from every other without saying it: 8 bytes of an HMAC under it, for people to compare, like
 * `1f0c 9a42 7be1 03d8` (`security.md` C9).
 */
export const fingerprintOf = ({ secret }: Pick<RingKey, "secret">): string =>
  createHmac("sha256", secret)
    .update("holdfast/fingerprint/v1")
    .digest("hex")
    .slice(0, 16)
    .replace(/.{4}(?=.)/g, "$& ");

/** Of the key that the ring itself calls primary. */
export const keyFingerprint = ({ primary }: KeyRing): string => fingerprintOf(primary);
