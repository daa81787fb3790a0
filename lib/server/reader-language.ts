import type { IncomingMessage } from "node:http";
import { type Language, languageFor, type PageLanguage } from "../core/language";

/** Also named by `lib/web/language-cookie.ts`; a test holds the two together. */
const COOKIE = "language";

/**
 * The language to answer a request in: the one chosen in this browser, else what it asks for, else English.
 *
 * Admins' pages have texts in English only. A page half in one language and half in another is harder to read than
 * either, so they are in English for everybody.
 */
export function readerLanguage({ url = "", headers }: Pick<IncomingMessage, "url" | "headers">): PageLanguage {
  if (/^\/admin(?:[/?#]|$)/.test(url)) return "en";
  const pair = headers.cookie?.split("; ").find((each) => each.startsWith(`${COOKIE}=`));
  return languageFor(pair?.slice(COOKIE.length + 1), headers["accept-language"]);
}

/** The `Set-Cookie` by which a browser takes over the language that its person has saved; null without one. */
export const takenOver = (saved: Language | null): string | null =>
  saved === null ? null : `${COOKIE}=${saved}; Path=/; Max-Age=31536000; HttpOnly; Secure; SameSite=Lax`;
