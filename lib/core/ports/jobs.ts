import type { ConnectionStatus, RevocationResult } from "../connections/connection";
import type { JobCounts } from "../jobs/job-progress";
import type { JobEvent, JobState } from "../jobs/job-state";
import type { AdminFilter } from "./admin";
import type { NewAudit, NewEvent } from "./history";

/** A plain value of a JSON column. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** What a job is about, in the words of its kind: a stored filter, ids, or whatever else it needs. Never a secret. */
export type JobParams = { readonly [name: string]: Plain };

export type JobRecord = JobCounts & {
  /** `job_...` */
  readonly id: string;
  /** The name of a `JobKind`. */
  readonly kind: string;
  readonly params: JobParams;
  readonly state: JobState;
  /** null: that person is not known any more. */
  readonly createdBy: { readonly id: string; readonly name: string } | null;
  /** The key of the last item that was begun; null: none was. */
  readonly cursor: string | null;
  /** Nothing is left behind the cursor. */
  readonly allSeen: boolean;
  /** Skipped because they did not match any more when their turn came; they stand in no list. */
  readonly gone: number;
  /** Why it broke, as a code. */
  readonly fault: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
};

export type NewJob = {
  readonly id: string;
  readonly kind: string;
  readonly params: JobParams;
  readonly total: number;
  /** `previewed` where somebody has to sign in again before it may begin. */
  readonly state: "previewed" | "waiting";
  /** Public id. */
  readonly createdBy: string;
};

/**
 * What came of one item. `waiting`: it was begun, and how it ends is asked later. A reason is a code that stands in the
 * catalogue as `admin.job.reason.<reason>`; `detail` holds nothing secret.
 */
export type ItemResult = { readonly key: string } & (
  | { readonly did: "done" | "waiting" }
  | {
      readonly did: "skipped" | "failed";
      readonly reason: string;
      readonly detail?: string | null;
      readonly reference?: string | null;
    }
);

/** An item that was begun and has not ended. */
export type OpenItem = {
  readonly key: string;
  readonly isWaiting: boolean;
  /** By the database's clock. */
  readonly begunMsAgo: number;
};

export type NamedConnection = {
  readonly id: string;
  readonly label: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly owner: { readonly id: string; readonly name: string; readonly email: string | null };
};

/** What has come of the end of a connection: its receipt. `pending`: its marketplace is still asked. */
export type ItemReceipt = {
  readonly result: RevocationResult | "pending";
  readonly why: string | null;
  readonly reference: string | null;
};

/** An item that has to be remembered. What it is called is read now; null: it is gone, or it is no connection. */
export type KeptItem = {
  /** Opaque; where the next page begins. */
  readonly place: string;
  readonly key: string;
  readonly did: "failed" | "skipped";
  readonly reason: string;
  readonly detail: string | null;
  readonly reference: string | null;
  readonly at: Date;
  readonly connection: NamedConnection | null;
};

/** Nobody waits for a page until more connections than these were looked at one by one. */
export const LOOKED_AT = 2_000;

/** Which connections a job is about. */
export type Picked = { readonly ids: readonly string[] } | { readonly filter: AdminFilter };

/** What decides whether an act can do something for a connection. */
export type ItemFacts = {
  readonly status: ConnectionStatus;
  readonly hasRefresh: boolean;
  /** Signing in again at the marketplace can help it. */
  readonly needsSeller: boolean;
  /** Nobody asks its registration for renewals now. */
  readonly rests: "trouble" | "off" | null;
  /** Its seller was asked to reconnect and has not. */
  readonly isAsked: boolean;
};

/** Connections that are alike, and how many. */
export type FactGroup = ItemFacts & {
  readonly registrationId: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly count: number;
};

/** How a renewal ended that a job asked for. */
export type RenewalEnd = { readonly key: string } & (
  | { readonly end: "renewed" | "not_active" | "given_up" }
  | { readonly end: "failed"; readonly code: string; readonly reference: string | null }
);

/** A job that this process may work on until its lease ends, unless it gives it back before. */
export type TakenJob = { readonly id: string; readonly leaseId: string };

/**
 * Bulk work and its items.
 *
 * Every write of a runner is fenced by its lease: whoever lost it writes nothing and is told so.
 */
export type JobStore = {
  /** Safe to repeat: `exists` when a job has this id already. */
  readonly create: (job: NewJob, audit: readonly NewAudit[]) => Promise<"created" | "exists">;
  readonly byId: (id: string) => Promise<JobRecord | null>;
  /** Newest first, without what is only previewed. @param before id of the last one of the page before; null: from the newest */
  readonly list: (before: string | null, limit: number) => Promise<readonly JobRecord[]>;
  /** The act with its audit, if the job's state allows it; null: it does not, or there is no such job. */
  readonly change: (id: string, event: JobEvent, audit: readonly NewAudit[]) => Promise<JobRecord | null>;

  /** The job that was worked on longest ago and has something to do; null: there is none, or others have them. */
  readonly take: (leaseId: string, leaseMs: number) => Promise<TakenJob | null>;
  /** The job as it stands, with the lease begun anew; null: somebody else has it. */
  readonly hold: (taken: TakenJob, leaseMs: number) => Promise<JobRecord | null>;
  /** Gives it back after a turn that went well; nobody takes it for so long. */
  readonly giveBack: (taken: TakenJob, inMs: number) => Promise<void>;
  /**
   * Gives it back after a turn that broke off, for longer each time in a row. At the last of so many, what was begun and never
   * came to a result has failed (`broke`), and the rest goes on; where it is nothing of that, the job ends as failed.
   */
  readonly brokeOff: (taken: TakenJob, most: number) => Promise<void>;
  /** Ends it as failed. @param fault why, as a code that stands in the catalogue as `admin.job.about.<fault>` */
  readonly giveUp: (taken: TakenJob, fault: string) => Promise<void>;
  /** Writes down what is begun next and moves the cursor, in one statement, and only while the job runs. @returns the keys that were written */
  readonly begin: (
    taken: TakenJob,
    next: { readonly keys: readonly string[]; readonly cursor: string | null; readonly allSeen: boolean },
  ) => Promise<readonly string[]>;
  readonly open: (id: string) => Promise<readonly OpenItem[]>;
  /** Writes down what came of items, and counts it, in one statement. An item counts once. */
  readonly settle: (taken: TakenJob, results: readonly ItemResult[]) => Promise<void>;
  /** Ends it where nothing is under way: `done` once all is seen, `cancelled` where it was cancelled. What never came up counts as skipped. */
  readonly end: (taken: TakenJob) => Promise<void>;

  /** What failed or was skipped, oldest first. @param after place of the last one of the page before */
  readonly kept: (
    id: string,
    which: readonly KeptItem["did"][],
    after: string | null,
    limit: number,
  ) => Promise<readonly KeptItem[]>;
  /** What was done, in pieces, with when that was written down. @param after place of the piece before */
  readonly done: (
    id: string,
    after: string | null,
  ) => Promise<{
    readonly items: readonly {
      readonly key: string;
      readonly connection: NamedConnection | null;
      /** As it stands now; null: it is no connection, or one that lives. */
      readonly receipt: ItemReceipt | null;
    }[];
    readonly at: Date;
    readonly place: string;
  } | null>;
  /** Jobs that ended longer ago than this are forgotten, and previews that nobody began. */
  readonly forget: (days: number) => Promise<void>;
};

/** What bulk work on connections reads and does at once for many of them. */
export type BulkConnections = {
  /**
   * Where what a filter finds now stands: registrations and states. Trouble of a whole marketplace later makes nothing else
   * match that was in none of them. null: it leaves nothing out.
   */
  readonly cells: (filter: AdminFilter) => Promise<readonly string[] | null>;
  /**
   * Connections that are picked, grouped by what decides about an act. Of more than `LOOKED_AT` the numbers are exact, and
   * the facts are what the state that is kept for each of them tells.
   */
  readonly groups: (picked: Picked) => Promise<readonly FactGroup[]>;
  /** Unknown keys are not in it. */
  readonly facts: (keys: readonly string[]) => Promise<ReadonlyMap<string, ItemFacts>>;
  /**
   * Makes renewals due now, for items of this job that it has not made due before, and remembers at which generation, in one
   * statement. Who renews them, and when, is up to the lanes with their limits and leases.
   *
   * @returns the keys of those that now wait for their renewal
   */
  readonly makeDue: (jobId: string, keys: readonly string[]) => Promise<ReadonlySet<string>>;
  /** How the renewals ended that `makeDue` asked for; one that has not ended is not in it. */
  readonly renewals: (jobId: string, keys: readonly string[]) => Promise<readonly RenewalEnd[]>;
  /** Its line in the history and its audit, and with them the notice to its seller; `already`: one is open. */
  readonly ask: (key: string, event: NewEvent, audit: NewAudit) => Promise<"asked" | "already">;
  /** Whether the newest line of this type in a connection's history was written by this job. */
  readonly didBefore: (jobId: string, key: string, eventType: string) => Promise<boolean>;
};
