const MINUTE_MS = 60_000;

/** A mail that could not be handed over within so long is given up: what it says is old by then. */
export const GIVE_UP_MS = 24 * 60 * MINUTE_MS;
/** How long one process may take to hand over a mail before another one tries. Longer than the mail server may keep us. */
export const MAIL_LEASE_MS = 3 * MINUTE_MS;
const LONGEST_WAIT_MS = 60 * MINUTE_MS;

/** How long to wait before a mail is tried again. @param tries so far, at least 1 */
export const retryInMs = (tries: number): number => Math.min(MINUTE_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
