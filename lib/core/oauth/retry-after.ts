/** A provider cannot hold us off for longer than this at once, in seconds (`reliability.md` 4). */
const LONGEST_WAIT_SECONDS = 3600;
const IMF_FIXDATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Seconds to wait by a `Retry-After` header, between 0 and one hour; null without a readable one.
 *
 * @param providerNowMs the provider's own clock in epoch milliseconds, so that a date means what it meant there
 * @see RFC 9110 §10.2.3
 */
export function readRetryAfter(header: string | undefined, providerNowMs: number): number | null {
  const value = header?.trim() ?? "";
  const seconds = /^\d+$/.test(value)
    ? Number(value)
    : IMF_FIXDATE.test(value)
      ? Math.ceil((Date.parse(value) - providerNowMs) / 1000)
      : Number.NaN;
  if (Number.isNaN(seconds)) return null;
  return Math.min(Math.max(seconds, 0), LONGEST_WAIT_SECONDS);
}
