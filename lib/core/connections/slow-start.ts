/** Renewals in flight at one registration while nobody knows whether it answers: enough to learn it, few enough to do no harm. */
export const FIRST_AT_ONCE = 2;

/** How a renewal ended, as far as it tells something about all the others at the same registration. */
export type LaneSign = "works" | "trouble" | "nothing";

/**
 * How many renewals may be in flight next. Each that works makes room for one more, so a round of answers
 * doubles them; one that meets trouble takes them back to the first two.
 *
 * @param most of the registration's budget
 */
export function nextAtOnce(now: number, sign: LaneSign, most: number): number {
  if (sign === "nothing") return Math.min(now, most);
  return Math.min(sign === "works" ? now + 1 : FIRST_AT_ONCE, most);
}
