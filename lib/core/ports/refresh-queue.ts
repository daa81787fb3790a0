import type { Bucket } from "../connections/renewal-budget";
import type { RefreshClaim } from "./refreshes";
import type { RegistrationRecord } from "./registrations";

/** A lease that is asked for: its id, and the reference under which people find its attempt. */
export type LeaseWanted = { readonly leaseId: string; readonly reference: string };

export type TakenClaim = { readonly claim: RefreshClaim; readonly reference: string };

export type Taken = {
  /** Longest overdue first. */
  readonly claims: readonly TakenClaim[];
  /** What the registration's bucket holds afterwards; null: it rests, is in trouble, or is gone. */
  readonly budgetLeft: number | null;
};

/**
 * What is due, by registration. Any number of processes may take from it at once: a row that one of
 * them takes is not seen by the others. Due times, leases and budgets are counted by the database's clock.
 */
export type RefreshQueue = {
  /** The registrations at which something is due, that do not rest and are not in trouble. */
  readonly waiting: () => Promise<readonly RegistrationRecord[]>;
  /** Leases and intents for what is due longest, no more than the bucket gives, in one statement that waits for no connection. */
  readonly take: (input: {
    readonly registrationId: string;
    /** One for each claim that is wanted. */
    readonly leases: readonly LeaseWanted[];
    readonly leaseMs: number;
    readonly bucket: Bucket;
  }) => Promise<Taken>;
  /** Frees leases that were taken and not used, and forgets their intents: nothing was sent. */
  readonly giveBack: (leaseIds: readonly string[]) => Promise<void>;
};
