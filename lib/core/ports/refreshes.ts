import type { ConnectionStatus, FailureClass, ReauthReason } from "../connections/connection";
import type { ConnectionRecord, SealedCredential } from "../connections/record";
import type { ErrorClass } from "../providers/definition-reply";
import type { NewEvent } from "./history";
import type { CallEvidence } from "./provider-client";

export type RefreshTrigger = "scheduler" | "seller" | "reader";

/** The right to refresh one generation, until the lease runs out. */
export type RefreshClaim = {
  readonly connection: ConnectionRecord;
  readonly generation: number;
  readonly sealed: string;
  readonly leaseId: string;
  /** The database's clock at the moment of the claim; every stored instant is counted from it. */
  readonly claimedAt: Date;
  /** Earlier attempts at this generation whose outcome nobody knows. */
  readonly unknownBefore: number;
};

export type ClaimOutcome =
  | { readonly kind: "claimed"; readonly claim: RefreshClaim }
  /** Somebody else is refreshing; wait for the generation to move. */
  | { readonly kind: "busy"; readonly generation: number }
  /** The caller's generation is old: somebody refreshed already. */
  | { readonly kind: "moved"; readonly generation: number }
  | { readonly kind: "frozen"; readonly until: Date }
  | { readonly kind: "not_usable" }
  | { readonly kind: "not_found" };

/** Where a refresh stands, for those who wait. */
export type RefreshProgress = {
  readonly status: ConnectionStatus;
  readonly generation: number;
  readonly inFlight: boolean;
  readonly lastState: string | null;
  readonly lastClass: string | null;
};

export type RefreshSuccess = {
  readonly credential: SealedCredential;
  readonly scopeGranted: readonly string[] | null;
  readonly tries: number;
  readonly evidence: CallEvidence;
  readonly events: readonly NewEvent[];
};

export type RefreshFailureRecord = {
  readonly state: "FAILED" | "UNKNOWN";
  readonly class: FailureClass;
  /** How the reply was read; null: none came. */
  readonly reply: ErrorClass | null;
  readonly code: string;
  readonly tries: number;
  readonly evidence: CallEvidence | null;
  readonly reference: string;
  /** When the scheduler may try again, in milliseconds from the database's now; null: not by itself. */
  readonly retryInMs: number | null;
  readonly refused: boolean;
  /** Set when the connection needs its seller from now on. */
  readonly reauth: ReauthReason | null;
  readonly events: readonly NewEvent[];
};

/**
 * The durable side of the refresh protocol (`reliability.md` 3). Leases and due times use the
 * database's clock only. No method holds a database connection after it returned.
 */
export type RefreshStore = {
  /** Lease and intent in one statement. `ifGeneration` makes the claim fail when somebody was faster. */
  readonly claim: (input: {
    readonly connectionId: string;
    readonly leaseId: string;
    readonly leaseMs: number;
    readonly trigger: RefreshTrigger;
    readonly ifGeneration: number | null;
    readonly reference: string;
  }) => Promise<ClaimOutcome>;
  /**
   * Compare-and-set on the generation. `superseded`: a disconnect, a reconnect or a declared end was faster.
   * Safe to ask again when nobody knows whether it was written. While paused it stores and plans nothing.
   */
  readonly commit: (claim: RefreshClaim, success: RefreshSuccess) => Promise<"committed" | "superseded">;
  /** The same for a refresh that gave no tokens. A pause outlasts a refusal. */
  readonly fail: (claim: RefreshClaim, failure: RefreshFailureRecord) => Promise<"recorded" | "superseded">;
  readonly progress: (connectionId: string) => Promise<RefreshProgress | null>;
  /** Due connections, longest overdue first, whose lease is free and whose registration is not frozen. */
  readonly due: (limit: number) => Promise<readonly string[]>;
};
