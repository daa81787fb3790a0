import { clearedHostCookie, hostCookie, hostCookieName } from "./cookie";

/** More started and unfinished sign-ins than a person has tabs for. */
const MOST = 10;
const PREFIX = "hf-at-";
const OURS = /^__Host-(hf-at-[A-Za-z0-9._-]+)$/;

/** One name per attempt: with a fixed one a second tab would overwrite the first (`security.md` A9). */
export const attemptCookieName = (attemptId: string): string => hostCookieName(`${PREFIX}${attemptId}`);

type Started = {
  readonly attemptId: string;
  readonly browserSecret: string;
  readonly expiresInSeconds: number;
  readonly linkCode?: string;
};

/** What an attempt's cookie holds. */
export function readAttemptCookie(value: string | undefined): {
  readonly browserSecret: string | null;
  readonly linkCode: string | null;
} {
  const [browserSecret = null, linkCode = null] = value?.split(".") ?? [];
  return { browserSecret, linkCode };
}

/**
 * The `Set-Cookie` values after an attempt was started: its own, and the end of the oldest ones when
 * this browser holds too many.
 *
 * @param attempt `linkCode`: the way back to the pages of a repair link, which the server does not know
 * @param present names of the request's cookies, in the order of the `Cookie` header: browsers send
 *   the oldest first (RFC 6265 §5.4)
 */
export function attemptCookies(attempt: Started, present: readonly string[]): readonly string[] {
  const others = present.flatMap((name) => OURS.exec(name)?.[1] ?? []).filter((name) => name !== `${PREFIX}${attempt.attemptId}`);
  const tooMany = others.slice(0, Math.max(0, others.length - (MOST - 1)));
  return [
    ...tooMany.map(clearedHostCookie),
    hostCookie(
      `${PREFIX}${attempt.attemptId}`,
      [attempt.browserSecret, attempt.linkCode].filter(Boolean).join("."),
      attempt.expiresInSeconds,
    ),
  ];
}

export const clearedAttemptCookie = (attemptId: string): string => clearedHostCookie(`${PREFIX}${attemptId}`);
