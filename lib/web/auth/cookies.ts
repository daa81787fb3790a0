import type { CookieOption, CookiesOptions } from "next-auth";
import { clearedHostCookie, hostCookieName } from "../cookie";

/** No other cookie's name may begin with this one: the library reads every name that does. */
export const SESSION_COOKIE_NAME = "holdfast.session";
export const SESSION_COOKIE = hostCookieName(SESSION_COOKIE_NAME);

const FLOW_SECONDS = 15 * 60;

const cookie = (name: string, maxAge?: number): CookieOption => ({
  name: hostCookieName(name),
  options: { httpOnly: true, secure: true, sameSite: "lax", path: "/", ...(maxAge === undefined ? {} : { maxAge }) },
});

/** Names of those that last from leaving for a sign-in service until coming back. */
const FLOW_NAMES = ["holdfast.return", "holdfast.state", "holdfast.verifier", "holdfast.nonce"];
export const FLOW_COOKIES = FLOW_NAMES.map(hostCookieName);

/** What ends them. */
export const clearedFlowCookies = (): readonly string[] => FLOW_NAMES.map(clearedHostCookie);

/** Every cookie of the sign-in library. Lax: the first page after a mailed link comes from elsewhere. */
export const AUTH_COOKIES: CookiesOptions = {
  sessionToken: cookie(SESSION_COOKIE_NAME),
  callbackUrl: cookie("holdfast.return", FLOW_SECONDS),
  csrfToken: cookie("holdfast.csrf", FLOW_SECONDS),
  state: cookie("holdfast.state", FLOW_SECONDS),
  pkceCodeVerifier: cookie("holdfast.verifier", FLOW_SECONDS),
  nonce: cookie("holdfast.nonce", FLOW_SECONDS),
};
