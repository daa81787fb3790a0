/** How far a job is. `workedMs`: how long it was worked on, without the times in which it was paused or nobody ran it. */
export type JobCounts = {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly workedMs: number;
};

/** Before so many are through, or so soon, a rate would be a guess. */
const FEWEST = 5;
const SOONEST_MS = 1_000;

export const handledOf = ({ done, failed, skipped }: JobCounts): number => done + failed + skipped;

export const leftOf = (counts: JobCounts): number => Math.max(0, counts.total - handledOf(counts));

/** Whole percent, rounded down, so that 100 means that nothing is left. */
export const percentOf = (counts: JobCounts): number =>
  counts.total === 0 ? 100 : Math.min(100, Math.floor((handledOf(counts) / counts.total) * 100));

/** Items in a second; null: it is too early to say. */
export function rateOf(counts: JobCounts): number | null {
  const handled = handledOf(counts);
  return handled < FEWEST || counts.workedMs < SOONEST_MS ? null : (handled / counts.workedMs) * 1000;
}

/** Milliseconds until the rest is through at the rate so far; null: it is too early to say. 0: nothing is left. */
export function etaMs(counts: JobCounts): number | null {
  const left = leftOf(counts);
  if (left === 0) return 0;
  const rate = rateOf(counts);
  return rate === null ? null : Math.ceil((left / rate) * 1000);
}
