/**
 * What a renewal with a made-up token told about our credentials. `accepted`: they were taken, and only the
 * token was refused. `refused`: they were not. `no_word`: the answer says nothing about them.
 */
export const CANARY_RESULTS = ["accepted", "refused", "no_word"] as const;
export type CanaryResult = (typeof CANARY_RESULTS)[number];

/** Between two tries of one registration, in milliseconds. */
export const CANARY_EVERY_MS = 60 * 60_000;

/** The same where people ask for it: for the whole deployment, however many ask. */
export const CANARY_ASKED_EVERY_MS = 60_000;
