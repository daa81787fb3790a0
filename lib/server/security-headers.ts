/** Pages and answers whose own address must not be told to the next page. */
const UNSPOKEN = /^\/(connections\/leave\/|r\/[^/]+\/leave\/|api\/oauth\/[^/]+\/callback|api\/auth\/|sign-in\/leave$)/;

const UNUSED_FEATURES = [
  "accelerometer",
  "browsing-topics",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "microphone",
  "midi",
  "payment",
  "publickey-credentials-get",
  "serial",
  "usb",
];

/**
 * The headers that every response carries, apart from the content policy and caching.
 *
 * Pages with forms say `same-origin` and not `no-referrer`: the latter turns `Origin` into "null" on
 * their POSTs.
 *
 * @param path of the request, without its query
 */
export function securityHeaders(path: string, appOrigin: string): Readonly<Record<string, string>> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": UNUSED_FEATURES.map((feature) => `${feature}=()`).join(", "),
    "Referrer-Policy": UNSPOKEN.test(path) ? "no-referrer" : "same-origin",
    // A browser that once saw it refuses http for the host, so it is said only where https is served.
    ...(appOrigin.startsWith("https:") ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}
