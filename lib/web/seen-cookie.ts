import { hostCookie, hostCookieName } from "./cookie";
import { readSigned, sign } from "./signed-value";

const NAME = "holdfast.seen";
/** Long enough to look, short enough that a second look is written down again. */
const LIFETIME_SECONDS = 600;

export const SEEN_COOKIE = hostCookieName(NAME);

/** Who looks at which connection as its seller sees it. Public ids. */
export type Seen = { readonly actor: string; readonly connection: string };

/** The `Set-Cookie` that says it was written down that somebody looks. */
export function seenCookie(secret: string, seen: Seen, now: Date): string {
  const until = new Date(now.getTime() + LIFETIME_SECONDS * 1000);
  return hostCookie(NAME, sign(secret, "seen", JSON.stringify(seen), until), LIFETIME_SECONDS);
}

/** null: none of ours, or it is over. */
export function readSeenCookie(secret: string, cookie: string | undefined, now: Date): Seen | null {
  const text = cookie === undefined ? null : readSigned(secret, "seen", cookie, now);
  return text === null ? null : JSON.parse(text);
}
