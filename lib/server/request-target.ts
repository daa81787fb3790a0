/** The longest address that is read at all; a callback's `code` and `state` need a tenth of it. */
const LONGEST_TARGET = 48 * 1024;

/**
 * Whether a request target is one that our own pages could have made.
 *
 * Routers, caches and security rules disagree about doubled slashes, backslashes, dot segments and
 * encoded separators, and such a disagreement is how a rule gets walked around. Ours never need them.
 *
 * @param target the raw target of the request line, untrusted (RFC 9112 §3.2)
 */
export function isPlainTarget(target: string): boolean {
  if (target.length > LONGEST_TARGET || !target.startsWith("/") || !/^[\x21-\x7e]+$/.test(target)) return false;
  const path = target.split("?", 1)[0] ?? "";
  if (/\/\/|[\\#]|%(2f|5c|2e|00|25)/i.test(path)) return false;
  if (/\/\.{1,2}(\/|$)/.test(path)) return false;
  return !/%(?![0-9a-f]{2})/i.test(path);
}
