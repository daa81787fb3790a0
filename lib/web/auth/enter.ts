import "server-only";
import { runtime } from "../../runtime/current";
import { takeOverLanguage } from "../../runtime/request-language";
import type { NewSession } from "../../services/ways-in-contract";
import type { HeaderPair } from "../see-other";
import { endThisSession, sessionCookie } from "../session-cookie";

/** Gives this browser a new session. The one that it had is over, whoever's it was. */
export async function enter({ sessionToken, expiresAt, language }: NewSession): Promise<HeaderPair> {
  await endThisSession();
  takeOverLanguage(language);
  return sessionCookie(sessionToken, expiresAt, runtime().clock.now());
}
