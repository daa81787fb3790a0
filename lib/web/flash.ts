import type { FlashView } from "../views/person";
import { clearedHostCookie, hostCookie, hostCookieName } from "./cookie";
import { readSigned, sign } from "./signed-value";

const NAME = "holdfast.flash";
const LIFETIME_SECONDS = 60;
/** A cookie is cut at 4096 bytes; a message with names in it stays far below. */
const LONGEST_VALUE = 200;
const LONGEST_COOKIE = 3800;

export const FLASH_COOKIE = hostCookieName(NAME);

/** The `Set-Cookie` that carries a message over the redirect after a form. */
export function flashCookie(secret: string, flash: FlashView, now: Date): string {
  const values = Object.fromEntries(Object.entries(flash.values).map(([key, value]) => [key, value.slice(0, LONGEST_VALUE)]));
  const { tone, text, act, undo } = flash;
  const until = new Date(now.getTime() + LIFETIME_SECONDS * 1000);
  const signed = (message: FlashView) => sign(secret, "flash", JSON.stringify(message), until);
  const whole = signed({ tone, text, values, ...(act && { act }), ...(undo && { undo }) });
  // The way back must be whole or not there: a name that was cut would be another name.
  const carried = whole.length <= LONGEST_COOKIE ? whole : signed({ tone, text, values, ...(act && { act }) });
  return hostCookie(NAME, carried, LIFETIME_SECONDS);
}

/** The message of a request's cookie; null when there is none, or when it was not ours or is over. */
export function readFlash(secret: string, cookie: string | undefined, now: Date): FlashView | null {
  const text = cookie === undefined ? null : readSigned(secret, "flash", cookie, now);
  return text === null ? null : JSON.parse(text);
}

/**
 * Ends a message. The server sends it along with the page that showed the message, since a server
 * component cannot remove a cookie.
 */
export const clearedFlashCookie = (): string => clearedHostCookie(NAME);
