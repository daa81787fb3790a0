import type { RecentRenewal } from "../connections/outage-judge";
import type { Trouble } from "../connections/trouble";

export type Incident = {
  /** Public id. */
  readonly id: string;
  readonly kind: Trouble;
  /** The provider's own code; null: it gave none. */
  readonly code: string | null;
  readonly openedAt: Date;
  /** null: it is going on. */
  readonly closedAt: Date | null;
};

export type ToProbe = {
  readonly registrationId: string;
  /** The connection that serves best; null: there is none. */
  readonly connectionId: string | null;
  /** Many permissions have been refused for `LONGEST_HOLD_MS`, and none was renewed. */
  readonly isBelieved: boolean;
};

/** What is wrong with whole registrations, kept where every process sees it. Registrations are named by public ids. */
export type TroubleStore = {
  /** The newest first, of the last `JUDGED_MS` and since the last trouble ended, at most `JUDGED_MOST`. */
  readonly recent: (registrationId: string) => Promise<readonly RecentRenewal[]>;
  /**
   * Begins a trouble and opens its incident, whoever notices it and however often. Another one that was
   * going on ends by it. One that ended only minutes ago goes on instead of beginning anew.
   *
   * @returns whether it is news
   */
  readonly begin: (input: {
    readonly registrationId: string;
    readonly trouble: Trouble;
    readonly code: string | null;
    readonly newId: string;
  }) => Promise<boolean>;
  /**
   * Ends whatever trouble there is, or only the one that is named, and closes its incident.
   *
   * @param input.leaseId of the renewal that showed it: what comes after it is judged anew
   * @returns whether there was any
   */
  readonly end: (input: {
    readonly registrationId: string;
    readonly only?: Trouble;
    readonly leaseId?: string;
  }) => Promise<boolean>;
  /**
   * Takes one of the few places for giving up a connection, in one conditional write for the whole
   * deployment. Refused while there is trouble; after mass refusals given one by one only.
   *
   * @param input.refusedForMs since its first refusal @param input.few whether refusals are few among the recent answers
   */
  readonly mayGiveUp: (input: {
    readonly registrationId: string;
    readonly refusedForMs: number;
    readonly few: boolean;
  }) => Promise<boolean>;
  /** Registrations in trouble that may be probed now. */
  readonly toProbe: () => Promise<readonly ToProbe[]>;
  /** The next claim may probe at once. */
  readonly probeSoon: (registrationId: string) => Promise<void>;
};
