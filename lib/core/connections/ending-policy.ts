import type { ErrorClass } from "../providers/definition-reply";

const HOUR_MS = 3_600_000;

/** How long a provider is asked to cancel access before we stop and say so (`reliability.md` 5, line 22). */
export const ENDING_DEADLINE_MS = 24 * HOUR_MS;
/** How long after that the last try may still come; what waits for its turn even then is given up without one. */
export const LAST_TRY_MS = 5 * 60_000;
/**
 * How long one try may take before its process counts as gone: a renewal, the minute for which its reply
 * is kept from getting lost, and the calls of a cancellation.
 */
export const ENDING_TRY_MS = 3 * 60_000;
/** An access token that ends so soon may have ended when it arrives. */
export const FRESH_MS = 60_000;

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = HOUR_MS;

/** The provider has no such call, whatever the body of its answer says. */
const NOT_OPEN: readonly (number | null)[] = [404, 405, 410, 501];
const MAY_PASS: readonly ErrorClass[] = ["transient", "rate_limited", "config_client"];

/** Whether a cancellation that failed like this may succeed when it is asked for again. */
export const mayPass = (failed: { readonly class: ErrorClass; readonly status: number | null }): boolean =>
  MAY_PASS.includes(failed.class) && !NOT_OPEN.includes(failed.status);

/**
 * Milliseconds until the next try, or null to give up: a minute after the first, twice as long after
 * each, an hour at most, and at least what the provider asked for. The last try is made when the 24 hours end.
 *
 * @param fraction in [0, 1), random: a tenth of the pause, so that what failed together is not asked again together
 */
export function pauseBeforeNextTry(input: {
  readonly tries: number;
  readonly askedMsAgo: number;
  /** What the provider, or the rest of the registration, asks for. */
  readonly atLeastMs: number;
  readonly fraction: number;
}): number | null {
  const leftMs = ENDING_DEADLINE_MS - input.askedMsAgo;
  if (leftMs <= 0 || input.atLeastMs > leftMs) return null;
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(input.tries - 1, 10));
  return Math.min(leftMs, Math.max(Math.floor(pause * (1 + input.fraction / 10)), input.atLeastMs));
}
