import { createHash } from "node:crypto";
import { clearedHostCookie, hostCookie, hostCookieName } from "../cookie";
import { readSigned, sign } from "../signed-value";

const NAME = "holdfast.continue";
const LIFETIME_SECONDS = 60;

export const CONTINUE_COOKIE = hostCookieName(NAME);

/**
 * Says that this browser pressed the button of this link's page.
 *
 * A link is used up by a GET. Without this cookie a mail scanner could use it up, and a page elsewhere
 * could sign its visitor in as somebody else, who then would own what the visitor connects.
 */
export function continueCookie(secret: string, token: string, now: Date): string {
  return hostCookie(
    NAME,
    sign(secret, "continue", digestOf(token), new Date(now.getTime() + LIFETIME_SECONDS * 1000)),
    LIFETIME_SECONDS,
  );
}

export function pressedContinue(secret: string, cookie: string | undefined, token: string, now: Date): boolean {
  return cookie !== undefined && readSigned(secret, "continue", cookie, now) === digestOf(token);
}

export const clearedContinueCookie = (): string => clearedHostCookie(NAME);

/** The cookie must not be a second copy of the link. */
const digestOf = (token: string): string => createHash("sha256").update(token).digest("base64url");
