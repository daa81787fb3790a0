/** How fast one client registration may be asked for renewals. */
export type RenewalBudget = {
  /** Calls in any second, over all processes. */
  readonly perSecond: number;
  /** Calls in flight in one process. */
  readonly atOnce: number;
};

/** A token bucket: what it holds when it is full, and what flows in. */
export type Bucket = { readonly holds: number; readonly perSecond: number };

/** What a full bucket may give at once, as a share of what a second may see. */
const HELD_SHARE = 0.1;
/** What flows in within a second, as a share of the same. */
const INFLOW_SHARE = 0.8;

/**
 * A bucket that lets no second see more calls than the budget, after a quiet time either. What held and
 * inflow leave of it is for a process that is held up between being allowed and asking, so that what
 * was spread arrives closer together. A bucket holds at least one call.
 */
export const bucketOf = ({ perSecond }: Pick<RenewalBudget, "perSecond">): Bucket => ({
  holds: Math.max(1, Math.floor(perSecond * HELD_SHARE)),
  perSecond: perSecond * INFLOW_SHARE,
});

/** Milliseconds until one more call is in the bucket; 0: there is one. */
export const untilNextMs = ({ perSecond }: Bucket, left: number): number =>
  left >= 1 ? 0 : Math.ceil(((1 - left) / perSecond) * 1000);
