import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/**
 * Text that our own server wrote and that a browser carries: readable, not forgeable, short-lived.
 *
 * @param secret the deployment's secret; each purpose gets a key of its own from it (RFC 5869), so
 *   that a value signed for one purpose is worthless for another
 * @param expiresAt from then on `readSigned` gives null
 */
export function sign(secret: string, purpose: string, text: string, expiresAt: Date): string {
  const body = Buffer.from(JSON.stringify([expiresAt.getTime(), text])).toString("base64url");
  return `${body}.${mac(secret, purpose, body).toString("base64url")}`;
}

/** The text that `sign` was given, or null when it was altered, signed for something else or is over. */
export function readSigned(secret: string, purpose: string, signed: string, now: Date): string | null {
  const [body, given, ...rest] = signed.split(".");
  if (!body || !given || rest.length > 0) return null;
  const expected = mac(secret, purpose, body);
  const actual = Buffer.from(given, "base64url");
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
  const [expiresAt, text]: [number, string] = JSON.parse(Buffer.from(body, "base64url").toString());
  return now.getTime() < expiresAt ? text : null;
}

function mac(secret: string, purpose: string, body: string): Buffer {
  const key = Buffer.from(hkdfSync("sha256", secret, "", `holdfast/${purpose}/v1`, 32));
  return createHmac("sha256", key).update(body).digest();
}
