/**
 * The policy of one response.
 *
 * The framework reads the nonce from the same header on the request and puts it on its scripts. Forms
 * go to ourselves only: the page that leaves for a marketplace does so without a form.
 *
 * @param nonce base64, fresh per response
 * @param dev the development server compiles with `eval`, injects styles and keeps a socket open
 */
export function contentSecurityPolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    dev ? "connect-src 'self' ws:" : "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "manifest-src 'self'",
  ].join("; ");
}
