import type { ConnectionStatus, FailureClass, ReauthReason, RevocationResult, UnconfirmedWhy } from "./connection";
import type { Trouble } from "./trouble";

/** A connection as the services see it. Ids are public ids; the sealed token set is not part of it. */
export type ConnectionRecord = {
  readonly id: string;
  readonly ownerId: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly registrationId: string;
  /** What all connections of its registration suffer; null: nothing. */
  readonly trouble: { readonly kind: Trouble; readonly since: Date } | null;
  /** An admin has paused the renewals of its registration. */
  readonly providerPaused: boolean;
  /** Since when nothing of its registration is given out, renewed or connected, in an emergency; null: it is. */
  readonly stoppedAt: Date | null;
  readonly isTest: boolean;
  readonly label: string;
  readonly accountIssuer: string;
  readonly accountKey: string | null;
  readonly accountName: string | null;
  readonly status: ConnectionStatus;
  readonly reauthReason: ReauthReason | null;
  readonly revocationResult: RevocationResult | null;
  readonly scopeWanted: readonly string[];
  readonly scopeGranted: readonly string[];
  readonly connectedAt: Date;
  readonly pausedAt: Date | null;
  readonly brokenSince: Date | null;
  readonly disconnectedAt: Date | null;
  /** Until when access of an ended connection may work at the provider; null: not known, or it does not. */
  readonly accessUntil: Date | null;
  /** Its seller wants no mail about it. */
  readonly isMuted: boolean;
  readonly ending: EndingRecord;
  readonly keeping: KeepingRecord;
};

/** How the end of a connection went; all of it says nothing while the connection lives. */
export type EndingRecord = {
  /** The number of its receipt; null: it was ended before receipts had one. */
  readonly reference: string | null;
  readonly tries: number;
  readonly nextTryAt: Date | null;
  /** When it closed; null: not yet, or not known. */
  readonly closedAt: Date | null;
  /** true: the old refresh token was seen to be refused. false: it worked although the provider had confirmed. null: not tried. */
  readonly proven: boolean | null;
  readonly why: UnconfirmedWhy | null;
};

/** What is known about keeping a connection fresh. */
export type KeepingRecord = {
  readonly generation: number;
  readonly hasRefresh: boolean;
  readonly obtainedAt: Date;
  readonly accessExpiresAt: Date | null;
  readonly accessEndKnown: boolean;
  readonly refreshExpiresAt: Date | null;
  readonly refreshAfter: Date | null;
  readonly failuresInRow: number;
  readonly refusals: number;
  readonly lastFailure: { readonly class: FailureClass; readonly code: string; readonly at: Date } | null;
  readonly lastRefreshedAt: Date | null;
  readonly lastRefreshMs: number | null;
  /** When a check last showed that access works; null: none has. */
  readonly provenAt: Date | null;
  /** Milliseconds since a person last asked for a renewal, by the database's clock; null: never, or not read with a list. */
  readonly askedMs: number | null;
  /** Milliseconds until its seller may check it again; 0: now. null: not read with a list. */
  readonly checkWaitMs: number | null;
};

/** A token set ready to be stored, with the plain facts that lists and the scheduler need. */
export type SealedCredential = {
  readonly sealed: string;
  readonly keyId: string;
  readonly hasRefresh: boolean;
  readonly refreshFingerprint: string | null;
  readonly obtainedAt: Date;
  readonly accessExpiresAt: Date | null;
  readonly accessEndKnown: boolean;
  readonly refreshExpiresAt: Date | null;
  readonly refreshAfter: Date | null;
};
