import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { Signer } from "../../core/ports/system";

/**
 * Signs with keys made of the deployment's secret, one for each purpose (RFC 5869), so that a text signed for one is
 * worthless for another. What it signs does not run out: use it for what may be asked for ever, such as less mail.
 */
export function createSigner(authSecret: string): Signer {
  const mac = (purpose: string, body: string): Buffer => {
    const key = Buffer.from(hkdfSync("sha256", authSecret, "", `holdfast/lasting/${purpose}/v1`, 32));
    return createHmac("sha256", key).update(body).digest();
  };
  return {
    sign: (purpose, text) => {
      const body = Buffer.from(text).toString("base64url");
      return `${body}.${mac(purpose, body).toString("base64url")}`;
    },
    open: (purpose, signed) => {
      const [body, given, ...rest] = signed.split(".");
      if (!body || !given || rest.length > 0) return null;
      const expected = mac(purpose, body);
      const actual = Buffer.from(given, "base64url");
      if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
      return Buffer.from(body, "base64url").toString();
    },
  };
}
