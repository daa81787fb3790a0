/** An account is added by somebody who proved not longer ago than this that it is them (`security.md` A22; ASVS 5.0 7.5.1). */
export const RECENT_SIGN_IN_MS = 15 * 60_000;

/** @param sessionAgeMs since the session's sign-in, by the database's clock; null: there is no such session */
export const isRecent = (sessionAgeMs: number | null, withinMs = RECENT_SIGN_IN_MS): boolean =>
  sessionAgeMs !== null && sessionAgeMs <= withinMs;
