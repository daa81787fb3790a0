import type { CanaryResult } from "../connections/canary";
import type { Condition } from "../connections/condition";
import type { ConnectionRecord } from "../connections/record";
import type { Trouble } from "../connections/trouble";
import type { EventRecord } from "./history";
import type { Incident } from "./troubles";

/** What an admin looks for among all connections. null and an empty list: whatever it is. All that is asked must hold. */
export type AdminFilter = {
  readonly conditions: readonly Condition[];
  readonly providerId: string | null;
  readonly environmentId: string | null;
  /** Public id. */
  readonly ownerId: string | null;
  /** The code of what is wrong (`connection_state.reason`), such as `invalid_grant`. */
  readonly reason: string | null;
  /** Whose permission, or access that nothing renews, ends before this instant. */
  readonly endsBefore: Date | null;
  /** How a label, an account, an owner's email or an id begins, or a whole reference. Any case. */
  readonly search: string | null;
  /** Connections to pretend marketplaces only, or none of them. */
  readonly isTest: boolean | null;
  /** Only what stood in one of these when they were asked for (`BulkConnections.cells`); left out: everything. */
  readonly cells?: readonly string[] | null;
};

/**
 * What a list can be in the order of: who must act and how soon, when it was connected, its label, when its permission
 * ends, since when it stands as it does.
 */
export const ADMIN_SORTS = ["urgency", "newest", "label", "ends", "since"] as const;
export type AdminSortKey = (typeof ADMIN_SORTS)[number];
export type SortDirection = "asc" | "desc";
/** `newest` is by age: `desc` begins with the youngest. Everything else begins with what comes first in `asc`. */
export type AdminSort = { readonly by: AdminSortKey; readonly direction: SortDirection };

/** The direction in which each order is of most use. */
export const FIRST_DIRECTION = {
  urgency: "asc",
  newest: "desc",
  label: "asc",
  ends: "asc",
  since: "asc",
} as const satisfies Record<AdminSortKey, SortDirection>;

/** A permission at a provider that comes with another one. */
export type ImpliedScope = { readonly providerId: string; readonly value: string; readonly contains: string };

/** What the state of a connection is derived from besides its own row. */
export type Derivation = { readonly now: Date; readonly implied: readonly ImpliedScope[] };

/**
 * From which place on a page is read: what comes after the cursor in the order, or before it. A cursor says where a row
 * stood when it was shown, so it goes on to work when that row is gone. One that nobody made begins at the start.
 */
export type PageStart = { readonly side: "after" | "before"; readonly cursor: string };

export type AdminConnection = {
  readonly connection: ConnectionRecord;
  readonly owner: { readonly id: string; readonly name: string; readonly email: string | null };
};

/** `before` and `after`: cursors of the neighbouring pages; null: there is none. */
export type AdminPage = {
  readonly rows: readonly AdminConnection[];
  readonly before: string | null;
  readonly after: string | null;
};

/** How many match. Not exact: about so many. */
export type AdminCount = { readonly count: number; readonly exact: boolean };

/** Renewals of all connections that are due by themselves, counted up to `DUE_COUNTED`: that many are that many or more. */
export type QueueReading = {
  readonly soon: number;
  readonly hour: number;
  /** What should have been renewed by now and was not, and since when the longest of them waits. */
  readonly overdue: number;
  readonly oldestDueAt: Date | null;
};
export const DUE_COUNTED = 10_000;

/** A connection with since when nothing could be fetched for it. */
export type BrokenConnection = AdminConnection & { readonly since: Date };
/** A connection with when its permission ends. */
export type EndingConnection = AdminConnection & { readonly endsAt: Date };

/** Connections of one provider's environment that are alike. */
export type HealthCount = {
  readonly providerId: string;
  readonly environmentId: string;
  readonly condition: Condition;
  readonly count: number;
  /** When access was last obtained for any connection of the registration. This and what follows stand with one of its conditions; null with the others. */
  readonly lastSuccessAt: Date | null;
  /** At most a thousand are counted. */
  readonly overdue: number;
  /** Since when the longest waiting renewal is due; null: none is late. */
  readonly oldestDueAt: Date | null;
};

/** One client of ours, without what it is made of. */
export type RegistrationState = {
  /** Public id. */
  readonly id: string;
  readonly providerId: string;
  readonly environmentId: string;
  /** Since when an admin lets nothing of it be renewed; null: renewals go on. */
  readonly renewalsPausedAt: Date | null;
  readonly isInEmergency: boolean;
  readonly enabled: boolean;
  readonly frozenUntil: Date | null;
  readonly frozenCode: string | null;
  readonly trouble: Trouble | null;
  readonly canary: { readonly result: CanaryResult; readonly at: Date } | null;
};

/** An incident with whom it concerns. */
export type AdminIncident = Incident & {
  /** Public id of the registration. */
  readonly registrationId: string;
  readonly providerId: string;
  readonly environmentId: string;
  /** Empty where the registration has no name. */
  readonly registrationName: string;
  /** Connections of that registration that are kept fresh: not ended, paused or waiting for their sellers. */
  readonly connections: number;
  /** When it is probed next. */
  readonly frozenUntil: Date | null;
};

/** A reply that neither a rule nor a standard explains. */
export type UnexplainedReply = {
  readonly at: Date;
  readonly met: "renewal" | "sign_in";
  readonly providerId: string;
  readonly environmentId: string | null;
  readonly status: number | null;
  /** The provider's own code and sentence, masked when they were stored. */
  readonly code: string | null;
  readonly text: string | null;
  readonly connection: { readonly id: string; readonly label: string } | null;
  readonly reference: string | null;
};

/** One renewal that was tried. */
export type RefreshAttemptRecord = {
  readonly id: string;
  readonly at: Date;
  readonly trigger: string;
  readonly state: string;
  readonly generation: number;
  readonly tries: number;
  readonly status: number | null;
  readonly durationMs: number | null;
  readonly errorClass: string | null;
  /** How the reply was read. */
  readonly replyClass: string | null;
  readonly errorCode: string | null;
  readonly errorText: string | null;
  readonly reference: string | null;
};

/** Everything about one connection that an admin may know. */
export type AdminConnectionDetail = AdminConnection & {
  readonly registration: RegistrationState;
  readonly definitionDigest: string;
  readonly keyId: string | null;
  /** Of the keyed digest of what renews it: enough to see whether two are the same. */
  readonly fingerprint: string | null;
};

/** Reading for admins. Nothing sealed is selected by any of these, and nobody's role is known here: services ask first. */
export type AdminReads = {
  /** Whether connections to pretend marketplaces are among what is counted. */
  readonly countsTests: boolean;
  /** How many stand how, of each provider's environment, from the counts that are kept; and how late its renewals are. */
  readonly health: () => Promise<readonly HealthCount[]>;
  readonly registrations: () => Promise<readonly RegistrationState[]>;
  /** Every open one, and what was closed since, newest first. */
  readonly incidents: (closedSince: Date, limit: number) => Promise<readonly AdminIncident[]>;
  /** The newest, and how many there were since. */
  readonly unexplained: (
    since: Date,
    limit: number,
  ) => Promise<{ readonly replies: readonly UnexplainedReply[]; readonly count: number }>;
  readonly page: (filter: AdminFilter, sort: AdminSort, start: PageStart | null, limit: number) => Promise<AdminPage>;
  /** Exact up to `most`, and beyond it where counts are kept; else an estimate. */
  readonly count: (filter: AdminFilter, most: number) => Promise<AdminCount>;
  /** All that match, `chunk` at a time, in constant memory: for files and jobs. What changes meanwhile may be missed or come twice. */
  readonly stream: (filter: AdminFilter, sort: AdminSort, chunk?: number) => AsyncIterable<readonly AdminConnection[]>;
  /** Whose permission ends soonest, and has not ended. */
  readonly endingSoonest: (limit: number) => Promise<readonly EndingConnection[]>;
  /** For which nothing could be fetched for the longest time. */
  readonly brokenLongest: (limit: number) => Promise<readonly BrokenConnection[]>;
  /** @param soonMs what counts as soon */
  readonly queue: (soonMs: number) => Promise<QueueReading>;
  readonly owner: (id: string) => Promise<AdminConnection["owner"] | null>;
  readonly connection: (id: string) => Promise<AdminConnectionDetail | null>;
  readonly attempts: (id: string, limit: number) => Promise<readonly RefreshAttemptRecord[]>;
  /** Newest first. @param before id of the event that they are all older than; null: from the newest on */
  readonly events: (id: string, limit: number, before: string | null) => Promise<readonly EventRecord[]>;
};
