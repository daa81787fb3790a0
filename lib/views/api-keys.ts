import type { KeyRight, KeyState } from "../core/api-keys";
import type { DisplayStateName } from "../core/connections/display-state-input";

/** One key of the reader's. Instants are ISO 8601 strings in UTC. */
export type ApiKeyView = {
  readonly id: string;
  readonly name: string;
  readonly lastFour: string;
  readonly may: KeyRight;
  /** Labels; null: all of the reader's connections. */
  readonly connections: readonly string[] | null;
  readonly state: KeyState;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
  readonly usedFrom: string | null;
};

export type ApiKeysView = {
  readonly keys: readonly ApiKeyView[];
  /** No more keys can be made. */
  readonly isFull: boolean;
  /** A connection to show in an example; null: there is none. */
  readonly example: string | null;
};

/** A key that was made a moment ago, and its text; it is shown this one time. */
export type NewKeyView = { readonly id: string; readonly key: string };

export type KeyChoicesView = {
  readonly rights: readonly KeyRight[];
  /** How long a key may last, in days. */
  readonly days: readonly number[];
  readonly connections: readonly { readonly id: string; readonly label: string; readonly provider: string }[];
};

/** What a key was used for, the last first. */
export type ApiKeyUsesView = ApiKeyView & {
  readonly uses: readonly { readonly label: string; readonly usedAt: string }[];
};

/** A tool that may use a connection. */
export type UsedByView = { readonly name: string; readonly lastFour: string; readonly usedAt: string | null };

/** What is shown of a key after the page that showed all of it. */
export const keyHint = (lastFour: string): string => `hfk_…${lastFour}`;

/** A call of a tool as a command line sends it. */
export const callLine = (address: string): string => `curl -H "Authorization: Bearer $HOLDFAST_KEY" ${address}`;

/** How a connection stands, for a tool. */
export type ConnectionStatusView = {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  readonly account: string | null;
  readonly state: DisplayStateName;
  readonly needsSeller: boolean;
  readonly accessEndsAt: string | null;
  readonly permissionEndsAt: string | null;
};
