/** What a failed first connection means, in words that say what to do. The address is named, its user and password never. */
export function unreachable(url: string, error: unknown): Error {
  const { code } = error as { readonly code?: string };
  const { host, pathname } = new URL(url);
  const name = decodeURIComponent(pathname.slice(1));
  if (code === "28P01" || code === "28000")
    return new Error(`DATABASE_URL: the server at ${host} refuses this user or password.`);
  if (code === "3D000")
    return new Error(`DATABASE_URL: the server at ${host} has no database called "${name}". Create it, empty.`);
  return new Error(
    `DATABASE_URL: no PostgreSQL answers at ${host}${code ? ` (${code})` : ""}. Start it, or correct the address.`,
  );
}
