import type { Condition } from "../core/connections/condition";
import type { Trouble } from "../core/connections/trouble";
import type { ConnectionDetailView, ConnectionView, EventView } from "./connection";

/** Why a connection stands as it does: `text` is a key of the catalogue, `code` the technical name beside it. */
export type ReasonView = {
  readonly text: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly code: string | null;
};

export type OwnerView = { readonly id: string; readonly name: string; readonly email: string | null };

/** A connection as admins list it. Nothing here could be used to act as its seller. */
export type AdminConnectionView = {
  readonly connection: ConnectionView;
  readonly owner: OwnerView;
  readonly condition: Condition;
  readonly reason: ReasonView | null;
  readonly lastSuccessAt: string;
  readonly failuresInRow: number;
};

/** One renewal that was tried. */
export type RefreshAttemptView = {
  readonly id: string;
  readonly at: string;
  readonly trigger: string;
  readonly state: string;
  readonly tries: number;
  readonly status: number | null;
  readonly durationMs: number | null;
  readonly failure: { readonly class: string; readonly code: string; readonly text: string | null } | null;
  readonly reference: string | null;
};

/** What its seller reads about it as well. */
type AsRead = Pick<ConnectionDetailView, "scopes" | "days" | "receipt" | "revocation" | "byAdmin" | "olderEvents">;

export type AdminDetailView = AdminConnectionView &
  AsRead & {
    readonly shownAt: string;
    readonly lastFailure: { readonly class: string; readonly code: string; readonly at: string } | null;
    readonly refusals: number;
    readonly generation: number;
    readonly keyId: string | null;
    /** Eight hex digits: enough to compare, too few to use. */
    readonly fingerprint: string | null;
    readonly environmentId: string;
    readonly registrationId: string;
    readonly registration: "in_use" | "off" | "throttled" | Trouble;
    readonly frozenUntil: string | null;
    readonly accountKey: string | null;
    readonly scopeGiven: readonly string[];
    readonly scopeMissing: readonly string[];
    readonly attempts: readonly RefreshAttemptView[];
    readonly events: readonly EventView[];
    /** Where this page of them begins; null: with the newest. */
    readonly before: string | null;
    /** Who paused it; null: it is not paused, or not known. */
    readonly pausedBy: "seller" | "admin" | null;
    /** What its reader may do to it now; nothing for whoever may only look. */
    readonly acts: readonly AdminActName[];
    readonly link: AdminLinkView | null;
  };

/** What an admin can do to a connection of somebody's. */
export const ADMIN_ACTS = ["refresh", "pause", "resume", "disconnect"] as const;
export type AdminActName = (typeof ADMIN_ACTS)[number];

/** How a link by which somebody repairs the connection can be made for its seller; null around it: its reader may not. */
export type AdminLinkView = {
  /** Why there can be none; null: there can. */
  readonly cannot: "not_needed" | "unknown_account" | null;
  /** Until when one that is out works; null: none is. */
  readonly openUntil: string | null;
  /** Whether its seller has an address to mail it to. */
  readonly canMail: boolean;
};
