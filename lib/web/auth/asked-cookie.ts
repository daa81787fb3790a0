import { clearedHostCookie, hostCookie, hostCookieName } from "../cookie";

const NAME = "holdfast.asked";
const LIFETIME_SECONDS = 15 * 60;
/** Always the same: it would tell addresses apart otherwise, and it decides nothing (`security.md` E9). */
const VALUE = "1";

export const ASKED_COOKIE = hostCookieName(NAME);

/** Remembers that this browser asked for a link, so that another one can be told that it did not. */
export const askedCookie = (): string => hostCookie(NAME, VALUE, LIFETIME_SECONDS);

export const askedHere = (cookie: string | undefined): boolean => cookie === VALUE;

export const clearedAskedCookie = (): string => clearedHostCookie(NAME);
