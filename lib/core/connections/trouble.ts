/**
 * What can be wrong with all connections of one client registration at once (`reliability.md` 5, lines 8 to 10).
 *
 * `credentials`: our own were refused, and only an admin can help. `refusals`: many permissions are
 * refused at once, which is more likely the provider's fault than that of so many sellers. `outage`: it
 * does not answer as it should.
 */
export const TROUBLES = ["credentials", "refusals", "outage"] as const;
export type Trouble = (typeof TROUBLES)[number];

/** How long between two probes while there is trouble, in milliseconds, for the whole deployment. */
export const PROBE_EVERY_MS = { credentials: 5 * 60_000, refusals: 30_000, outage: 30_000 } as const satisfies Record<
  Trouble,
  number
>;

/** Renewals older than this say nothing about now. */
export const JUDGED_MS = 10 * 60_000;
/** So many of the newest renewals are looked at. */
export const JUDGED_MOST = 200;

/** So many connections at most are given up in `JUDGED_MS` while refusals are not few among the answers. */
export const MOST_MARKED = 20;
/** How long after the end of mass refusals connections are given up one by one only. */
export const HOLD_MS = 60 * 60_000;
/** In that time one is given up only that has been refused for so long, a mass event of usual length outlasted. */
export const HELD_REFUSED_MS = 15 * 60_000;
/** And only so long after the one before. */
export const HELD_EVERY_MS = 2 * 60_000;

/** Mass refusals that last longer than this without one renewal are believed: then the sellers have to know. */
export const LONGEST_HOLD_MS = 12 * 60 * 60_000;

/** When a connection is asked again that was refused but not given up: in 5 to 10 minutes. @param fraction in [0, 1), random */
export const heldRetryMs = (fraction: number): number => Math.floor((5 + 5 * fraction) * 60_000);
