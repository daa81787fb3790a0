/** Longer than any address of ours; what is longer was not written by one of our pages. */
const LONGEST = 600;

/** Printable, unreserved characters only: no backslash, no control character, no `@` or `.` or `%` in the path. */
const SHAPE = /^\/[A-Za-z0-9_/-]*(\?[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?$/;

/** Pages a person may be sent back to. Nothing that acts, signs out or leaves the site is here. */
const PAGES: readonly RegExp[] = [
  /^\/$/,
  /^\/help$/,
  /^\/mailbox$/,
  /^\/r\/[A-Za-z0-9_-]{32}$/,
  /^\/settings\/profile$/,
  /^\/activity$/,
  /^\/admin(\/[A-Za-z0-9_-]+){0,3}$/,
  /^\/connections$/,
  /^\/connections\/(?!leave$)[A-Za-z0-9_-]+$/,
  /^\/connections\/(?!leave\/)[A-Za-z0-9_-]+\/[A-Za-z0-9_-]+$/,
];

/** Only a stage for the parser: no answer ever carries it. */
const STAGE = "http://return.invalid";

/**
 * The address a person may be sent back to after signing in, or null.
 *
 * An allow-list over the parsed address, and the parsed address must be what was given: browsers and
 * parsers disagree about `/.//host`, `/\host` and full-width dots, so nothing that a parser would
 * change is let through.
 *
 * @param value untrusted; a path with an optional query, like `/connections?state=paused`
 * @see RFC 9700 §4.11
 */
export function safeReturnTo(value: unknown): string | null {
  if (typeof value !== "string" || value.length > LONGEST || !SHAPE.test(value)) return null;
  const url = parse(value);
  if (!url || url.origin !== STAGE || `${url.pathname}${url.search}` !== value) return null;
  return PAGES.some((page) => page.test(url.pathname)) ? value : null;
}

function parse(value: string): URL | null {
  try {
    return new URL(value, STAGE);
  } catch {
    return null;
  }
}
