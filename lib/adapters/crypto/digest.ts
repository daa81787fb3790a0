import { createHash, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { Digest } from "../../core/ports/system";

/**
 * @param fingerprintKey from `fingerprintKeyOf`. It is no key of the ring: fingerprints are compared
 * with stored ones, so they must outlive a key rotation.
 */
export function createDigest(fingerprintKey: Buffer): Digest {
  return {
    sha256: (value) => createHash("sha256").update(value).digest("base64url"),
    fingerprint: (value) => createHmac("sha256", fingerprintKey).update(value).digest("hex").slice(0, 16),
    isHmacSha256: (hex, text, key) => {
      if (!/^[0-9a-f]{64}$/.test(hex)) return false;
      return timingSafeEqual(Buffer.from(hex, "hex"), createHmac("sha256", key).update(text).digest());
    },
  };
}

/** The fingerprint key of a deployment. Two deployments never give a token the same fingerprint. */
export const fingerprintKeyOf = (authSecret: string, deploymentId: string): Buffer =>
  Buffer.from(hkdfSync("sha256", authSecret, deploymentId, "holdfast/fingerprint/v1", 32));
