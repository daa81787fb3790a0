import type { CanaryResult } from "../core/connections/canary";
import { CONDITIONS, type Condition } from "../core/connections/condition";
import type { EngineState } from "../core/connections/engine-state";
import type { DayMark, ProviderHealth } from "../core/connections/provider-health";
import type { RenewalOutcome } from "../core/connections/renewal-figures";
import type { Trouble } from "../core/connections/trouble";
import type { AdminConnectionView } from "./admin";
import type { ProviderView } from "./connection";

/** Shares that worked, between 0 and 1; null: nothing was renewed. */
export type SuccessView = { readonly hour: number | null; readonly day: number | null; readonly week: number | null };

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
  /** An admin lets nothing be renewed there since then. */
  readonly pausedAt: string | null;
  readonly success: SuccessView;
  /** How long renewals of the last 24 hours took; null: there were none. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** The last 30 days by UTC, the oldest first, today at the end. */
  readonly days: readonly DayMark[];
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
  /** Public id of the client of ours there, and its name; null: it has none. */
  readonly registrationId: string;
  readonly client: string | null;
  /** The marketplace's own code, and the status of its answers; null: there is none. */
  readonly code: string | null;
  readonly status: number | null;
  readonly openedAt: string;
  readonly closedAt: string | null;
  /** Renewals that failed since it began, of so many. */
  readonly failed: number;
  readonly tried: number;
  /** Connections in use of that client. */
  readonly connections: number;
  /** When one of them is tried next; null: at once, or it is over. */
  readonly nextTryAt: string | null;
  /** Sellers were told by hand; null: they were not. */
  readonly told: { readonly at: string; readonly sellers: number } | null;
  readonly isPaused: boolean;
  /** Paused by an emergency stop: it goes on when that is lifted. */
  readonly isStopped: boolean;
};

/** Whether anybody keeps connections fresh, and since when the latest renewal waits where they are late. */
export type EngineView = {
  readonly state: EngineState;
  readonly waitsSince: string | null;
  /** When a worker last said that it lives; null: none ever did. */
  readonly seenAt: string | null;
};

/** What the tiles count, in their order; `all` is everything that is not ended. */
export const TILES = ["all", "reconnect", "trouble", "ends_soon", "needs_you"] as const;
export type Tile = (typeof TILES)[number];

/** Whether connections to pretend marketplaces are left out of what is counted; also the value of the list's filter. */
export type CountedTests = "" | "none";

/** What the list of connections is asked for behind a number: it shows as many as the number says. */
export const askedBehind = (what: Tile | Condition, tests: CountedTests) =>
  ({
    state: what === "all" ? CONDITIONS.filter((condition) => condition !== "disconnected").join(",") : what,
    tests,
  }) as const;

export type TileView = {
  readonly tile: Tile;
  readonly count: number;
  /** How many more than a day ago; null: nobody counted then. */
  readonly change: number | null;
};

/** How many renewals. `isLeast`: so many or more. */
export type DueView = { readonly count: number; readonly isLeast: boolean };

/** Renewals due by themselves. */
export type QueueView = {
  readonly soon: DueView;
  readonly hour: DueView;
  readonly overdue: DueView;
  /** How long the longest waits already, in milliseconds. */
  readonly lagMs: number;
};

/** How far back the charts look. */
export const RANGES = ["24h", "7d", "30d"] as const;
export type Range = (typeof RANGES)[number];

/** Renewals within a span of time. */
export type ChartBar = {
  readonly from: string;
  readonly counts: Readonly<Record<RenewalOutcome, number>>;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
};
export type ChartView = {
  readonly range: Range;
  /** The oldest first. The last one is going on. */
  readonly bars: readonly ChartBar[];
};

/** A connection of a short list, with the instant that put it there. */
export type ShortRowView = Pick<AdminConnectionView, "connection" | "condition"> & { readonly at: string };

/** What a fresh install still needs. */
export type FirstSteps = { readonly isSetUp: boolean; readonly isConnected: boolean };

export type AdminOverviewView = {
  readonly tests: CountedTests;
  readonly engine: EngineView;
  /** Open ones first, then what was over lately; newest first. */
  readonly incidents: readonly IncidentView[];
  /** Keys that access is sealed with and that are not here; whether its reader may see more of them. */
  readonly missingKeys: readonly string[];
  readonly seesKeys: boolean;
  readonly providers: readonly ProviderHealthView[];
  readonly live: number;
  readonly counts: Readonly<Partial<Record<Condition, number>>>;
  readonly tiles: readonly TileView[];
  readonly queue: QueueView;
  readonly chart: ChartView;
  readonly ending: readonly ShortRowView[];
  /** Connections that will need a person within the days of the forecast. Not exact: about so many. */
  readonly needed: { readonly count: number; readonly exact: boolean };
  readonly broken: readonly ShortRowView[];
  readonly unexplained: { readonly replies: readonly UnexplainedView[]; readonly lastDay: number };
  /** null: there is a marketplace, and somebody is connected. */
  readonly firstSteps: FirstSteps | null;
  /** Whether its reader may tell sellers and pause renewals. */
  readonly mayTell: boolean;
  readonly mayPause: boolean;
  readonly shownAt: string;
};
