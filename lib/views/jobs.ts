import type { BulkAct, SkipReason } from "../core/jobs/bulk-act";
import type { JobState } from "../core/jobs/job-state";
import type { OwnerView } from "./admin";
import type { AdminQuery } from "./admin-query";
import type { ProviderView } from "./connection";

/** What somebody asks to be done to many connections: ids, or all that a question finds. All of it is untrusted. */
export type JobAsk = {
  readonly act: string;
  readonly ids: readonly string[];
  /** Everything that `query` finds, whatever `ids` holds. */
  readonly all: boolean;
  readonly query: AdminQuery;
};

/** What a job would do, before it begins. Spans are milliseconds. */
export type JobPreviewView = {
  readonly act: BulkAct;
  /** The job that a form on this page begins, however often it is sent. */
  readonly job: string;
  /** It was written down already, and waits for somebody who signed in again. */
  readonly isKept: boolean;
  readonly total: number;
  /** How many of them it would do something for. */
  readonly able: number;
  readonly places: readonly {
    readonly provider: ProviderView;
    readonly count: number;
    readonly able: number;
    /** How long its limits make it take; null: they do not. */
    readonly takesMs: number | null;
  }[];
  readonly skips: readonly { readonly reason: SkipReason; readonly count: number }[];
  readonly takesMs: number;
  /** What would be passed over is about so much: too many to look at each. */
  readonly isAbout: boolean;
  readonly wantsNumber: boolean;
  readonly wantsSignIn: boolean;
  /** What to send along. */
  readonly ids: readonly string[];
  /** null: ids were picked. */
  readonly query: AdminQuery | null;
  /** What the list was asked for that it was picked in, to go back there. */
  readonly list: AdminQuery;
};

/** Bulk work in a list. Instants are ISO 8601. */
export type JobView = {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly left: number;
  /** Whole percent that is through. */
  readonly percent: number;
  /** In a second; null: too early to say. */
  readonly rate: number | null;
  /** Milliseconds; null: too early to say. */
  readonly etaMs: number | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
};

export type JobListView = {
  readonly jobs: readonly JobView[];
  /** From which on older ones are shown; null: there are none. */
  readonly older: string | null;
  readonly shownAt: string;
};

/** What a person does to a job. */
export const JOB_ACTS = ["pause", "resume", "cancel"] as const;
export type JobAct = (typeof JOB_ACTS)[number];

/** Which of a job's items a page shows. */
export const JOB_SHOWS = ["failed", "skipped"] as const;
export type JobShow = (typeof JOB_SHOWS)[number];

/** An item that has to be remembered. `what`: how it is called; the key where that is not known. */
export type JobItemView = {
  readonly key: string;
  readonly reason: string;
  readonly detail: string | null;
  readonly reference: string | null;
  readonly at: string;
  readonly connection: {
    readonly id: string;
    readonly label: string;
    readonly provider: ProviderView;
    readonly owner: OwnerView;
  } | null;
};

export type JobDetailView = JobView & {
  /** Of the skipped: those that did not match any more when their turn came. */
  readonly gone: number;
  /** Why it broke: `grew`, where many more matched than somebody had confirmed; null: it did not. */
  readonly fault: string | null;
  /** The question whose answers it works through, as it stands in the list's address; null: picked one by one, or no connections. */
  readonly query: string | null;
  readonly show: JobShow;
  readonly items: readonly JobItemView[];
  /** Where the next page of them begins; null: there is none. */
  readonly more: string | null;
  /** Where this page of them begins; null: it is the first. */
  readonly after: string | null;
  /** What its reader may do to it now. */
  readonly acts: readonly JobAct[];
  readonly mayExport: boolean;
  readonly shownAt: string;
};
