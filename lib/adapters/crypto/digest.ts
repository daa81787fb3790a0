import { createHash, createHmac, hkdfSync } from "node:crypto";
import type { Digest } from "../../core/ports/system";

/**
 * @param fingerprintKey from `fingerprintKeyOf`. It is no key of the ring: fingerprints are compared
 * with stored ones, so they must outlive a key rotation.
 */
export function createDigest(fingerprintKey: Buffer): Digest {
  return {
    sha256: (value) => createHash("sha256").update(value).digest("base64url"),
    fingerprint: (value) => createHmac("sha256", fingerprintKey).update(value).digest("hex").slice(0, 16),
  };
}

/** The fingerprint key of a deployment. Two deployments never give a token the same fingerprint. */
export const fingerprintKeyOf = (authSecret: string, deploymentId: string): Buffer =>
  Buffer.from(hkdfSync("sha256", authSecret, deploymentId, "holdfast/fingerprint/v1", 32));
