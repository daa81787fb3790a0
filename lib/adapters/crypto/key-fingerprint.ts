import "#node-only";
import { createHmac } from "node:crypto";
import type { KeyRing } from "./key-ring";

/**
 * What tells the ring's primary key from every other without saying it: 8 bytes of an HMAC under it, for
 * people to compare, like `1f0c 9a42 7be1 03d8` (`security.md` C9).
 */
export const keyFingerprint = ({ primary }: KeyRing): string =>
  createHmac("sha256", primary.secret)
    .update("holdfast/fingerprint/v1")
    .digest("hex")
    .slice(0, 16)
    .replace(/.{4}(?=.)/g, "$& ");
