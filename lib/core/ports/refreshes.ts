import type { ConnectionStatus, FailureClass, ReauthReason } from "../connections/connection";
import type { ConnectionRecord, SealedCredential } from "../connections/record";
import type { Trouble } from "../connections/trouble";
import type { ErrorClass } from "../providers/definition-reply";
import type { NewEvent } from "./history";
import type { CallEvidence } from "./provider-client";

export type RefreshTrigger = "scheduler" | "seller" | "admin" | "reader" | "recovery";

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
  /** What its registration is in trouble with, if this renewal is to find out whether it still is. */
  readonly probes: Trouble | null;
};

export type ClaimOutcome =
  | { readonly kind: "claimed"; readonly claim: RefreshClaim }
  /** Somebody else is refreshing; wait for the generation to move. */
  | { readonly kind: "busy"; readonly generation: number }
  /** The caller's generation is old: somebody refreshed already. */
  | { readonly kind: "moved"; readonly generation: number }
  /** Nobody is asked before that instant; with a trouble, and after it, by one probe at a time. */
  | { readonly kind: "frozen"; readonly until: Date; readonly trouble: Trouble | null }
  /** An admin has paused the renewals of its registration. */
  | { readonly kind: "paused" }
  /** An emergency: nothing of its registration is used. */
  | { readonly kind: "stopped" }
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
  /** For so long nobody may ask, whoever it is: the provider may still be acting on this one. null: anybody may. */
  readonly restMs: number | null;
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
};
