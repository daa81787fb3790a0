import type { CanaryResult } from "../connections/canary";
import type { Condition } from "../connections/condition";
import type { ConnectionRecord } from "../connections/record";
import type { Trouble } from "../connections/trouble";
import type { EventRecord } from "./history";
import type { Incident } from "./troubles";

/** What an admin looks for among all connections. null: whatever it is. */
export type AdminFilter = {
  readonly condition: Condition | null;
  readonly providerId: string | null;
  readonly environmentId: string | null;
  /** Public id. */
  readonly ownerId: string | null;
  /** How a label, an account, an owner's email or an id begins, or a whole reference. Any case. */
  readonly search: string | null;
};

/** A permission at a provider that comes with another one. */
export type ImpliedScope = { readonly providerId: string; readonly value: string; readonly contains: string };

/** What the state of a connection is derived from besides its own row. */
export type Derivation = { readonly now: Date; readonly implied: readonly ImpliedScope[] };

/** From which connection on a page is read; its id is a public one. */
export type PageStart = { readonly towards: "older" | "newer"; readonly from: string };

export type AdminConnection = {
  readonly connection: ConnectionRecord;
  readonly owner: { readonly id: string; readonly name: string; readonly email: string | null };
};

/** Newest first. `older` and `newer`: whether there are more in that direction. */
export type AdminPage = {
  readonly rows: readonly AdminConnection[];
  readonly older: boolean;
  readonly newer: boolean;
};

/** Connections of one provider's environment that are alike. */
export type HealthCount = {
  readonly providerId: string;
  readonly environmentId: string;
  readonly condition: Condition;
  readonly count: number;
  /** When access was last obtained for any of them. */
  readonly lastSuccessAt: Date | null;
  readonly overdue: number;
  /** Since when the longest waiting renewal is due; null: none is late. */
  readonly oldestDueAt: Date | null;
};

/** One client of ours, without what it is made of. */
export type RegistrationState = {
  readonly providerId: string;
  readonly environmentId: string;
  readonly enabled: boolean;
  readonly frozenUntil: Date | null;
  readonly frozenCode: string | null;
  readonly trouble: Trouble | null;
  readonly canary: { readonly result: CanaryResult; readonly at: Date } | null;
};

/** An incident with whom it concerns. */
export type AdminIncident = Incident & {
  readonly providerId: string;
  readonly environmentId: string;
  /** Empty where the registration has no name. */
  readonly registrationName: string;
  /** Connections in use of that registration. */
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
  readonly registration: RegistrationState & { readonly id: string };
  readonly definitionDigest: string;
  readonly keyId: string | null;
  /** Of the keyed digest of what renews it: enough to see whether two are the same. */
  readonly fingerprint: string | null;
};

/** Reading for admins. Nothing sealed is selected by any of these, and nobody's role is known here: services ask first. */
export type AdminReads = {
  readonly health: (derive: Derivation) => Promise<readonly HealthCount[]>;
  readonly registrations: () => Promise<readonly RegistrationState[]>;
  /** Every open one, and what was closed since, newest first. */
  readonly incidents: (closedSince: Date, limit: number) => Promise<readonly AdminIncident[]>;
  /** The newest, and how many there were since. */
  readonly unexplained: (
    since: Date,
    limit: number,
  ) => Promise<{ readonly replies: readonly UnexplainedReply[]; readonly count: number }>;
  readonly page: (derive: Derivation, filter: AdminFilter, start: PageStart | null, limit: number) => Promise<AdminPage>;
  /** How many match, counted up to `most`. */
  readonly count: (derive: Derivation, filter: AdminFilter, most: number) => Promise<number>;
  readonly owner: (id: string) => Promise<AdminConnection["owner"] | null>;
  readonly connection: (id: string) => Promise<AdminConnectionDetail | null>;
  readonly attempts: (id: string, limit: number) => Promise<readonly RefreshAttemptRecord[]>;
  readonly events: (id: string, limit: number) => Promise<readonly EventRecord[]>;
};
