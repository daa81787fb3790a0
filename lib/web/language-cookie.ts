import type { Language } from "../core/language";
import { preferenceCookie } from "./cookie";
import type { HeaderPair } from "./see-other";

/** Read by `lib/server/reader-language.ts`; a test holds the two together. */
export const LANGUAGE_COOKIE = "language";

/** Keeps a chosen language in this browser; null: as the browser asks, so there is nothing to keep. */
export const languageCookie = (language: Language | null): HeaderPair => [
  "Set-Cookie",
  language === null
    ? `${LANGUAGE_COOKIE}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax`
    : preferenceCookie(LANGUAGE_COOKIE, language),
];
