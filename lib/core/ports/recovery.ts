import type { ReplyFacts } from "./journal";

/** How a kept reply and the database stand to each other. */
export type OpenReply = {
  readonly leaseId: string;
  /** Its lease has not run out yet: whoever holds it may be settling it at this moment. */
  readonly leased: boolean;
};

/** An intent whose process left it behind. */
export type LapsedIntent = {
  readonly connectionId: string;
  readonly generation: number;
  /** The connection is in use and still at that generation. */
  readonly askAgain: boolean;
};

/** What recovery needs of the database. Leases are measured by its clock. */
export type RecoveryStore = {
  /**
   * Of these replies, the ones that are not in the database: their intent was never settled, or the
   * connection stands at the generation that they renewed, with the refresh token that they used up.
   */
  readonly unsettled: (replies: readonly ReplyFacts[]) => Promise<readonly OpenReply[]>;
  /** Of these connections, the ones without a sealed set, and the ones that are gone altogether. Public ids. */
  readonly ended: (connectionIds: readonly string[]) => Promise<readonly string[]>;
  /** Makes sure that the intent of a reply exists, which a database that fell back may have lost. Safe to repeat. */
  readonly reopen: (reply: ReplyFacts) => Promise<void>;
  /**
   * Intents that were never settled and whose lease ran out become unknown outcomes.
   *
   * @param kept leases with a reply in the journal @param leaseMs age below which an intent may be of somebody who runs
   */
  readonly lapse: (kept: readonly string[], leaseMs: number) => Promise<readonly LapsedIntent[]>;
};
