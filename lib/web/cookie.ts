/**
 * One `Set-Cookie` value for a cookie that only our server reads, on this host only.
 *
 * `__Host-` makes the browser refuse it without Secure, with a Domain or with another path, so that a
 * neighbouring subdomain cannot plant one (RFC 6265bis §4.1.3.2).
 *
 * @param name without the prefix
 * @param value base64url, hex or percent-encoded text; anything else throws
 */
export function hostCookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${hostCookieName(name)}=${checked(value)}; Path=/; Max-Age=${Math.trunc(maxAgeSeconds)}; HttpOnly; Secure; SameSite=Lax`;
}

/** Removes the cookie that `hostCookie` set. */
export function clearedHostCookie(name: string): string {
  return hostCookie(name, "", 0);
}

export function hostCookieName(name: string): string {
  if (!/^[A-Za-z0-9._-]+$/.test(name)) throw new Error("cookie: a name holds letters, digits, dots, dashes and underscores only");
  return `__Host-${name}`;
}

/** A preference that the server renders by; it decides nothing, so it may outlive the session. */
export function preferenceCookie(name: string, value: string): string {
  return `${name}=${checked(value)}; Path=/; Max-Age=31536000; HttpOnly; Secure; SameSite=Lax`;
}

function checked(value: string): string {
  if (!/^[A-Za-z0-9._~%-]*$/.test(value)) throw new Error("cookie: a value holds unreserved characters only");
  return value;
}
