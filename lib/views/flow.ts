import type { FailureCode } from "../core/errors";
import type { ProviderView, ScopeView } from "./connection";

/** One entry of "Choose a marketplace". */
export type ProviderChoiceView = {
  readonly provider: ProviderView;
  /** Set where the provider has several environments to choose from. */
  readonly environment: { readonly id: string; readonly label: string } | null;
  readonly kind: "marketplace" | "account";
  readonly connected: number;
  /** Why it cannot be chosen; null: it can. */
  readonly offBecause: "off" | "not_set_up" | null;
  /** Why it has trouble with everybody right now: its own doing, or a set-up that only an admin can mend; null: it has none. */
  readonly health: "provider" | "setup" | null;
};

/** The page before a seller leaves, for a first connect and for a reconnect. */
export type ConnectPageView = {
  readonly provider: ProviderView;
  /** The environment that the form asks for. */
  readonly environmentId: string;
  /** What a new connection would meet there: the provider has trouble, or refuses our own key. null: nothing is known. */
  readonly health: "provider" | "setup" | null;
  /** Goes along with the form, so that it can be told when the provider never sends anybody back. */
  readonly reference: string;
  /** The real host the seller will see, for example `account.marketplace.example`; how it ends, while `hostIsOpen`. */
  readonly host: string;
  /** A part of the host is still to be typed. */
  readonly hostIsOpen: boolean;
  /** What the seller is asked for beside the label, such as the name of a shop. */
  readonly fields: readonly ConnectFieldView[];
  readonly required: readonly ScopeView[];
  /** What access allows beside the permissions that have a name. */
  readonly also: readonly ScopeView[];
  /** Permissions of which exactly one is given. */
  readonly oneOf: readonly (ScopeView & { readonly checked: boolean })[];
  readonly optional: readonly (ScopeView & {
    readonly checked: boolean;
    /** Only with this one can we learn which account it is. */
    readonly namesAccount: boolean;
  })[];
  /** Keys of the text catalogue. */
  readonly never: readonly string[];
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
  /** How this deployment uses the access, in its admins' own words and language; null: they say nothing. */
  readonly useNote: string | null;
  readonly staysConnected: boolean;
  readonly suggestedLabel: string;
  readonly already: readonly { readonly label: string; readonly account: string | null }[];
  readonly signOutUrl: string | null;
  /** Set on a reconnect. */
  readonly reconnect: {
    readonly id: string;
    readonly label: string;
    readonly account: string | null;
    /** Another account will be noticed, whether it has a name or not. */
    readonly isChecked: boolean;
  } | null;
  /** Field errors of a form that came back, with what the seller had typed. */
  readonly returned: {
    readonly label: string;
    readonly scopes: readonly string[];
    /** By the name of the field. */
    readonly values: Readonly<Record<string, string>>;
    /** `preset`: nothing is wrong; the seller asked for a quick choice of permissions. */
    readonly problem: "preset" | "label_invalid" | "label_taken" | "value_invalid" | "too_many_starts" | "sign_in_again";
    /** The name of the field that `value_invalid` is about. */
    readonly field: string | null;
    readonly preset?: Preset;
  } | null;
};

/** Optional permissions at one press: those that only read, or all. */
export type Preset = "read" | "full";

/** A variable of the connection that only the seller knows. */
export type ConnectFieldView = {
  readonly name: string;
  /** Key of the text catalogue. */
  readonly label: string;
  /** Key of the text catalogue: where to find it. */
  readonly help: string | null;
  /** What follows the value in the host. */
  readonly suffix: string | null;
  /** A closed list to choose from; null: free text. */
  readonly choices: readonly string[] | null;
};

/** The page that leaves for the provider by itself. */
export type LeaveView = { readonly provider: ProviderView; readonly host: string; readonly address: string };

/** Where an authorization attempt ended. */
export type AttemptResultView = {
  readonly outcome: "connected" | "reconnected" | "in_progress" | FailureCode;
  readonly provider: ProviderView;
  readonly at: string;
  readonly reference: string;
  readonly connection: {
    readonly id: string;
    readonly label: string;
    readonly account: string | null;
    readonly stateWord: string | null;
  } | null;
  /** For `wrong_account`: whom the connection belongs to and who signed in. null: not known. */
  readonly accounts: {
    readonly expected: string | null;
    readonly got: string | null;
    /** Where the two answers below are sent, as `choice=new` or `choice=same`. */
    readonly settleHref: string;
    /** "Add as new" is open. */
    readonly canAddAsNew: boolean;
    /** Nobody but the seller can tell whether it is the same account. */
    readonly canConfirmSame: boolean;
  } | null;
  readonly scopes: readonly ScopeView[];
  readonly renewsAt: string | null;
  /** Set where access cannot be renewed by itself; `endsAt` is null where its end is not known. */
  readonly noRenewal: { readonly endsAt: string | null } | null;
  readonly signOutUrl: string | null;
  /** Where "Try again" goes. */
  readonly retryHref: string;
};
