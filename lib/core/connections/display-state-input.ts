import type { ConnectionStatus, FailureClass } from "./connection";

/** The ranks of urgency (`ux.md` 3.1), most urgent first. Two of them share a name. A connection exists once it was granted, so none is "connecting". */
export const DISPLAY_STATES = [
  "reconnect",
  "trouble_off",
  "ends_soon",
  "partial",
  "trouble_on",
  "paused",
  "working",
  "disconnected",
] as const;
export type DisplayStateName = (typeof DISPLAY_STATES)[number];

/** All that the display state depends on; nothing else may be read. */
export type DisplayStateInput = {
  readonly status: ConnectionStatus;
  readonly providerPaused: boolean;
  /** An emergency: nothing of its registration is used, and nothing that anybody does would change that. */
  readonly isStopped: boolean;
  /** A declared outage of the provider; renewals fail for everybody. */
  readonly providerOutage: boolean;
  readonly accessExpiresAt: Date | null;
  /** Whether the provider tells an end at all; without one access is never called "over". */
  readonly accessEndKnown: boolean;
  /** When access was last obtained; with `accessExpiresAt` it gives the lifetime. */
  readonly accessObtainedAt: Date | null;
  readonly hasRefresh: boolean;
  /** When the permission itself ends, if that is known. */
  readonly grantEndsAt: Date | null;
  readonly lastFailure: { readonly class: FailureClass; readonly at: Date } | null;
  readonly failuresInRow: number;
  readonly scopesMissing: number;
  readonly now: Date;
};

export type DisplayState = {
  readonly name: DisplayStateName;
  /** 1 is the most urgent. */
  readonly rank: number;
  /** Every other state that also holds, most urgent first. */
  readonly also: readonly DisplayStateName[];
  /** Whether the seller is the one who must act. */
  readonly needsSeller: boolean;
  /** When this answer may change with time alone; null: it will not. */
  readonly changesAt: Date | null;
};
