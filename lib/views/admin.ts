import type { CanaryResult } from "../core/connections/canary";
import type { Condition } from "../core/connections/condition";
import type { EngineState } from "../core/connections/engine-state";
import type { ProviderHealth } from "../core/connections/provider-health";
import type { Trouble } from "../core/connections/trouble";
import type { ConnectionView, EventView, ProviderView } from "./connection";

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

/** One marketplace at one of its environments, and how its connections are. */
export type ProviderHealthView = {
  readonly provider: ProviderView;
  /** The value of the list's filter. */
  readonly filter: string;
  readonly health: ProviderHealth;
  /** Connections that are not ended. */
  readonly live: number;
  readonly counts: Readonly<Partial<Record<Condition, number>>>;
  readonly lastSuccessAt: string | null;
  readonly overdue: number;
  readonly oldestDueAt: string | null;
  /** What is wrong with all connections of a client of ours there. */
  readonly troubles: readonly Trouble[];
  /** The last time that our credentials were tried by themselves; null: they never were. */
  readonly canary: { readonly result: CanaryResult; readonly at: string } | null;
  /** It asked us to slow down until then. */
  readonly throttledUntil: string | null;
};

/** A reply that no rule explains. `text` is the marketplace's own sentence, masked and cut; it is shown as text only. */
export type UnexplainedView = {
  readonly at: string;
  readonly met: "renewal" | "sign_in";
  readonly provider: ProviderView;
  readonly status: number | null;
  readonly code: string | null;
  readonly text: string | null;
  readonly connection: { readonly id: string; readonly label: string } | null;
  readonly reference: string | null;
};

/** Something that is or was wrong for many connections at once. */
export type IncidentView = {
  readonly id: string;
  readonly kind: Trouble;
  readonly provider: ProviderView;
  /** The value of the list's filter. */
  readonly filter: string;
  /** Which of several clients of ours there; null: it has no name. */
  readonly client: string | null;
  readonly code: string | null;
  readonly openedAt: string;
  readonly closedAt: string | null;
  /** Connections in use of that client. */
  readonly connections: number;
  /** When one of them is tried next; null: at once, or it is over. */
  readonly nextTryAt: string | null;
};

/** Whether anybody keeps connections fresh, and since when the latest renewal waits where they are late. */
export type EngineView = { readonly state: EngineState; readonly waitsSince: string | null };

export type AdminOverviewView = {
  readonly engine: EngineView;
  /** Open ones first, then what was over lately; newest first. */
  readonly incidents: readonly IncidentView[];
  readonly providers: readonly ProviderHealthView[];
  readonly live: number;
  readonly counts: Readonly<Partial<Record<Condition, number>>>;
  readonly unexplained: { readonly replies: readonly UnexplainedView[]; readonly lastDay: number };
  readonly shownAt: string;
};

/** What the address of the list asks for. Empty strings ask for nothing. */
export type AdminQuery = {
  readonly state: string;
  readonly provider: string;
  readonly owner: string;
  readonly q: string;
  readonly older: string;
  readonly newer: string;
};

export type AdminListView = {
  readonly rows: readonly AdminConnectionView[];
  /** The question as it was understood: what nobody knows is left out. */
  readonly asked: AdminQuery;
  /** The search is too short to be tried. */
  readonly tooShort: boolean;
  readonly providers: readonly { readonly provider: ProviderView; readonly filter: string }[];
  /** The person whose connections are shown; null: everybody's. */
  readonly owner: OwnerView | null;
  readonly matching: number;
  /** There are more than were counted. */
  readonly matchingIsLeast: boolean;
  /** Public ids from which the neighbouring pages start; null: there is none. */
  readonly older: string | null;
  readonly newer: string | null;
  readonly shownAt: string;
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

export type AdminDetailView = AdminConnectionView & {
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
};
