import "server-only";
import { runtime } from "../runtime/current";
import { SESSION_COOKIE_NAME } from "./auth/cookies";
import { clearedHostCookie, hostCookie } from "./cookie";
import type { HeaderPair } from "./see-other";
import { sessionToken } from "./session";

/** Hands a browser its session; `token` is shown to nobody else and stored only as a digest. */
export function sessionCookie(token: string, expiresAt: Date, now: Date): HeaderPair {
  return ["Set-Cookie", hostCookie(SESSION_COOKIE_NAME, token, (expiresAt.getTime() - now.getTime()) / 1000)];
}

/** Ends the session of this browser in the database, at once and for every tab. */
export async function endThisSession(): Promise<void> {
  const { people, digest } = runtime();
  const token = await sessionToken();
  if (token !== null) await people.endSessionByTokenHash(digest.sha256(token));
}

/** What a browser has to forget after a sign-out, so that its back button shows nobody's data (`security.md` C7). */
export const forgetEverything: readonly HeaderPair[] = [
  ["Set-Cookie", clearedHostCookie(SESSION_COOKIE_NAME)],
  ["Clear-Site-Data", '"cache", "storage"'],
];
