const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Where a page request that came under another name has to go, or null.
 *
 * On loopback any website can point its own name at us and read our pages as its own (DNS rebinding);
 * and cookies of `127.0.0.1` are not those of `localhost`. Behind a proxy, names are the operator's
 * business. Changing requests are judged by where they come from instead.
 *
 * @param host the `Host` header as received
 */
export function canonicalAddress(
  method: string,
  target: string,
  host: string | undefined,
  appOrigin: string,
  trustProxy: boolean,
): string | null {
  const own = new URL(appOrigin);
  if (trustProxy || !LOOPBACK.has(own.hostname) || host === own.host) return null;
  return method === "GET" || method === "HEAD" ? `${own.origin}${target}` : null;
}
