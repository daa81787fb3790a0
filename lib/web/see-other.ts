/** A header that may stand several times. */
export type HeaderPair = readonly [name: string, value: string];

/**
 * A 303 to one of our own addresses, told in full so that no `Host` header has a say in it.
 *
 * @param appOrigin from the settings
 * @param path one of our routes; anything that leaves the origin throws, since no caller may do that
 */
export function seeOther(appOrigin: string, path: string, headers: readonly HeaderPair[] = []): Response {
  const target = new URL(path, appOrigin);
  if (!path.startsWith("/") || target.origin !== appOrigin) throw new Error("redirect: the address is not one of ours");
  return new Response(null, {
    status: 303,
    headers: new Headers([["Location", target.href], ...headers.map(([name, value]): [string, string] => [name, value])]),
  });
}
