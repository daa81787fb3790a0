import type { UnconfirmedWhy } from "../core/connections/connection";

/**
 * How the end of a connection stands at its provider. `revoked`: it confirmed the end; `proven` says that the old access was
 * seen to be refused. `no_way`: there is no call for it. `trying`: it is asked again; `until` is when that stops.
 * `unconfirmed`: it is over, and nobody confirmed it. `stillWorked`: the provider had confirmed it, and access worked all the same.
 */
export type ReceiptOutcome =
  | { readonly kind: "revoked"; readonly proven: boolean }
  | { readonly kind: "no_way" }
  | {
      readonly kind: "trying";
      readonly until: string;
      readonly nextTryAt: string | null;
      readonly tries: number;
      readonly stillWorked: boolean;
    }
  | { readonly kind: "unconfirmed"; readonly why: UnconfirmedWhy; readonly tries: number; readonly stillWorked: boolean };

/** What a disconnect left behind, for as long as the connection is listed. Instants are ISO 8601 in UTC. */
export type ReceiptView = {
  /** null: it was ended before receipts had a number. */
  readonly number: string | null;
  readonly outcome: ReceiptOutcome;
  readonly disconnectedAt: string;
  /** When our copy was deleted; null: not yet. */
  readonly closedAt: string | null;
  /** Until when access may work that was given out before; null: not known, or it does not. */
  readonly accessUntil: string | null;
};
