import type { ProviderHealth } from "../core/connections/provider-health";
import type { SecretVerdict, TestStep } from "../core/providers/configuration-test";
import type { ProviderView, ScopeView } from "./connection";

/** A provider as the list shows it. */
export type ProviderRowView = {
  readonly provider: ProviderView;
  readonly health: ProviderHealth;
  readonly live: number;
  readonly clients: number;
  /** Of them, those that take new connections. */
  readonly taking: number;
  /** Of them, those whose renewals are paused. */
  readonly paused: number;
  readonly callback: string;
  /** Admins have described it here. */
  readonly isCustom: boolean;
};

export type ProviderListView = { readonly rows: readonly ProviderRowView[]; readonly canManage: boolean };

/** A field that a client needs besides id and secret. */
export type ClientFieldView = {
  readonly name: string;
  readonly label: string;
  /** Nobody reads it here again. */
  readonly isSecret: boolean;
  /** What is kept; null for a secret, and where nothing is. */
  readonly value: string | null;
  readonly isKept: boolean;
  readonly choices: readonly string[] | null;
};

export type SecretView = {
  readonly place: number;
  readonly savedAt: string;
  readonly ends: string;
  /** What the newest test showed; null: it was not tried. */
  readonly verdict: SecretVerdict | null;
};

export type TestView = { readonly at: string; readonly steps: readonly TestStep[]; readonly isWell: boolean };

/** One client of ours. Nothing in it opens anything. */
export type ClientView = {
  readonly id: string;
  /** null: the environment's one without a name. */
  readonly name: string | null;
  readonly environment: { readonly id: string; readonly label: string; readonly isTest: boolean };
  readonly clientId: string;
  /** Variables describe it: it is changed there. */
  readonly isFromEnvironment: boolean;
  readonly isTaking: boolean;
  /** New connections of its environment come here. */
  readonly isFirst: boolean;
  readonly pausedAt: string | null;
  /** By an emergency stop, which is lifted on its own page. */
  readonly isStopped: boolean;
  readonly live: number;
  readonly callback: string;
  /** It was saved and cannot be opened with our keys. */
  readonly isLocked: boolean;
  readonly hasSecret: boolean;
  readonly secrets: readonly SecretView[];
  readonly fields: readonly ClientFieldView[];
  readonly test: TestView | null;
};

/** One line of what a reviewed definition says: a key of the catalogue, and the words or addresses. */
export type FactView = { readonly text: string; readonly value: string; readonly isAddress: boolean };

export type CustomView = {
  readonly revision: number;
  readonly typed: Readonly<Record<string, string>>;
};

/** What is wrong with the address that a provider sends sellers back to. */
export type CallbackWarning = "not_https" | "https_needed" | "other_address";

export type ProviderPageView = {
  readonly provider: ProviderView;
  readonly homeUrl: string;
  readonly health: ProviderHealth;
  readonly canManage: boolean;
  readonly callback: string;
  readonly callbackWarnings: readonly CallbackWarning[];
  /** Each client has an address of its own there. */
  readonly callbackPerClient: boolean;
  readonly clients: readonly ClientView[];
  /** The one that is shown; null: a new one. */
  readonly shown: ClientView | null;
  readonly environments: readonly { readonly id: string; readonly label: string; readonly isTest: boolean }[];
  /** What a new client is asked for. */
  readonly newFields: readonly ClientFieldView[];
  readonly secretIsOptional: boolean;
  readonly required: readonly ScopeView[];
  readonly optional: readonly ScopeView[];
  readonly useNote: string | null;
  readonly facts: readonly FactView[];
  readonly live: number;
  readonly custom: CustomView | null;
};
