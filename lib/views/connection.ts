import type { DisplayStateName } from "../core/connections/display-state-input";
import type { ActivityQuery } from "./activity-query";
import type { UsedByView } from "./api-keys";
import type { ReceiptView } from "./receipt";

/** What a browser may see of a provider. Instants in all views are ISO 8601 strings in UTC. */
export type ProviderView = {
  readonly id: string;
  readonly name: string;
  readonly monogram: string;
  readonly tone: string;
  readonly isTest: boolean;
};

export type ScopeView = {
  /** The technical name, shown under "Technical names" only; empty where access allows it without one. */
  readonly value: string;
  /** Key of the text catalogue; null: no sentence is known, show the technical name. */
  readonly text: string | null;
  /** What admins wrote about it, as it stands; it may be in any language. */
  readonly words?: string;
  readonly writes: boolean;
  readonly given: boolean;
};

/** The access clock: the seller need not act on it unless it is `until` or `over`. */
export type AccessClock =
  | { readonly kind: "auto"; readonly renewsAt: string; readonly endsAt: string | null }
  | { readonly kind: "until"; readonly endsAt: string }
  | { readonly kind: "over"; readonly since: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "none" };

/** The permission clock: when the seller will be needed again. */
export type PermissionClock =
  | { readonly kind: "known"; readonly endsAt: string }
  /** Each renewal moves its end on: `endsAt` is where it stands now. */
  | { readonly kind: "renewed"; readonly endsAt: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "no_auto"; readonly endsAt: string | null }
  | { readonly kind: "ended" };

/** One connection as lists and pages show it. */
export type ConnectionView = {
  readonly id: string;
  readonly label: string;
  readonly provider: ProviderView;
  /** The account's name at the provider, if we know one. */
  readonly account: string | null;
  readonly state: DisplayStateName;
  readonly also: readonly DisplayStateName[];
  readonly needsSeller: boolean;
  /** Why it has trouble, if everybody's connections to this provider have: its own doing, or a set-up that only an admin can mend. */
  readonly shared: "provider" | "setup" | null;
  /** Paused by an admin for all connections there: its seller cannot resume it. */
  readonly isPausedHere: boolean;
  /** An admin has stopped all of its marketplace in an emergency. */
  readonly isStopped: boolean;
  readonly access: AccessClock;
  readonly permission: PermissionClock;
  readonly connectedAt: string;
  readonly disconnectedAt: string | null;
  /** Disconnected, and the provider is still asked to cancel: until that is over it cannot be connected again. */
  readonly isEnding: boolean;
  /** Since when it does not work; null while it does. */
  readonly brokenSince: string | null;
  readonly lastRenewedAt: string | null;
  readonly lastRenewalMs: number | null;
  readonly nextTryAt: string | null;
  /** Seconds until "Refresh now" may be used again; 0: now; null: it cannot help. */
  readonly refreshWaitSeconds: number | null;
  readonly scopesMissing: readonly ScopeView[];
};

/** `days` covers the last 14 days, oldest first, in the viewer's zone. */
export type DayCell = { readonly date: string; readonly kind: "ok" | "late" | "failed" | "none" };

/** One line of the timeline. `text` is a key of the catalogue under `event.`; values are already safe to show. */
export type EventView = {
  readonly id: string;
  readonly at: string;
  readonly text: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly actor: "you" | "seller" | "guest" | "holdfast" | "admin" | "provider";
  readonly reference: string | null;
};

export type ConnectionDetailView = ConnectionView & {
  readonly scopes: readonly ScopeView[];
  /** A reconnect can give more or other permissions than there are now. */
  readonly hasScopeChoice: boolean;
  readonly days: readonly DayCell[];
  /** What of the history is shown. */
  readonly asked: ActivityQuery;
  readonly events: readonly EventView[];
  /** Cursor of the next, older page; null at the end. */
  readonly olderEvents: string | null;
  /** How disconnecting can end at this provider, and where the seller can end it themselves. */
  readonly revocation: {
    readonly canCancel: boolean;
    readonly accessMaySurvive: boolean;
    readonly manageAccessUrl: string | null;
  };
  /** Until when a repair link of it waits to be used; null: there is none. */
  readonly linkUntil: string | null;
  /** Its seller wants no mail about it. */
  readonly isMuted: boolean;
  /** An admin paused or disconnected it. */
  readonly byAdmin: boolean;
  /** Keys of tools that may use it, the last that did first. */
  readonly usedBy: readonly UsedByView[];
  /** null while it is connected. */
  readonly receipt: ReceiptView | null;
  /** What last showed that access works, and when; null: it has ended. */
  readonly proof: { readonly by: "renewal" | "check" | "sign_in"; readonly at: string } | null;
  /** Seconds until "Check now" may be used again; 0: now; null: there is nothing to check. */
  readonly checkWaitSeconds: number | null;
};

/**
 * What a check showed. `setup`: only an admin can help. `busy`: until when the provider wants to be left
 * alone, if it said so. `refused`: not accepted although it was renewed. `ended`: not accepted, and there
 * is no way to renew it.
 */
export type CheckView =
  | { readonly did: "works"; readonly renewed: boolean; readonly tookMs: number }
  | { readonly did: "setup" | "refused"; readonly reference: string }
  | { readonly did: "less_access"; readonly missing: readonly ScopeView[] }
  | { readonly did: "busy"; readonly until: string | null }
  | { readonly did: "trouble" | "ended" };

/** The page before a disconnect. `alsoEnd`: labels of the seller's other connections that the provider may end with this one. */
export type DisconnectView = ConnectionDetailView & { readonly alsoEnd: readonly string[] };

/** A short answer to "has anything changed?". `version` changes when any connection of the list does. */
export type DashboardPulse = {
  readonly version: string;
  /** Connections that do not simply work, by the end of their ids, with their labels. */
  readonly troubled: Readonly<Record<string, string>>;
};

export type SharedTroubleView = {
  readonly provider: ProviderView;
  /** `team`: an admin says so, and we see nothing of it ourselves. */
  readonly why: "provider" | "setup" | "team" | "stopped";
  readonly since: string;
  /** What an admin says about it, in their own words; null: nothing. */
  readonly note: string | null;
  /** They asked for a mail when it is over. */
  readonly isWatched: boolean;
};

/** How a seller's connections can be drawn. */
export const LIST_VIEWS = ["cards", "list"] as const;
export type ListView = (typeof LIST_VIEWS)[number];

/** The dashboard. `summary` counts every connection that is not a test at a real marketplace and each by its state. */
export type DashboardView = {
  readonly connections: readonly ConnectionView[];
  readonly total: number;
  readonly needsYou: number;
  readonly counts: Readonly<Partial<Record<DisplayStateName, number>>>;
  readonly providers: readonly ProviderView[];
  /** What all connections to a provider suffer at the moment, of those that the seller has. */
  readonly troubles: readonly SharedTroubleView[];
  readonly shownAt: string;
  readonly pulse: DashboardPulse;
};
