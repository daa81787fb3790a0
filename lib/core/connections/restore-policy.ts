/** How often a process raises the mark of its volume, in milliseconds. */
export const MARK_EVERY_MS = 10_000;
/**
 * After a loss as short as a failover's only what was due can have been renewed. After a longer one anybody may have asked
 * for any connection, and nothing is left of who did.
 */
export const SHORT_LOSS_MS = 10 * 60_000;
/** A volume that was away for longer is taken for a new one: its mark in the database is forgotten by then. */
export const MARK_KEPT_DAYS = 400;
