import { clearedHostCookie, hostCookie, hostCookieName } from "../cookie";
import { readSigned, sign } from "../signed-value";

const NAME = "holdfast.leave";
const LIFETIME_SECONDS = 10 * 60;

export const LEAVE_COOKIE = hostCookieName(NAME);

/** Where this browser goes to sign in: a form cannot lead there itself, since its redirects are held to our own site. */
export const leaveCookie = (secret: string, address: string, now: Date): string =>
  hostCookie(NAME, sign(secret, "leave", address, new Date(now.getTime() + LIFETIME_SECONDS * 1000)), LIFETIME_SECONDS);

export const leaveAddress = (secret: string, cookie: string | undefined, now: Date): string | null =>
  cookie === undefined ? null : readSigned(secret, "leave", cookie, now);

export const clearedLeaveCookie = (): string => clearedHostCookie(NAME);
