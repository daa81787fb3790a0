import type { ProviderView } from "./connection";
import type { JobView } from "./jobs";

/** What may be stopped. Instants are ISO 8601 in UTC. */
export type EmergencyPlaceView = {
  readonly id: string;
  readonly provider: ProviderView;
  /** The registration's own name, where a marketplace has several; null: there is one. */
  readonly name: string | null;
  readonly live: number;
  readonly stoppedAt: string | null;
};

export type EmergencyView = {
  readonly id: string;
  /** null: everything. */
  readonly what: ProviderView | null;
  /** The name of the one client that it is about, where its marketplace has several. */
  readonly client: string | null;
  /** Live connections that are left to be ended, of each marketplace that has any. */
  readonly perProvider: readonly { readonly provider: ProviderView; readonly count: number }[];
  readonly startedAt: string;
  readonly startedBy: string | null;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly live: number;
  readonly ended: number;
  readonly ending: number;
  readonly confirmed: number;
  readonly unconfirmed: number;
  readonly noWay: number;
  readonly toAsk: number;
  readonly askedSellers: number;
  readonly asked: number;
  readonly back: number;
  readonly backSellers: number;
  readonly revoke: JobView | null;
  readonly campaign: JobView | null;
};

/** What is stopped now, once each. null: everything. */
export type StopsView = readonly (ProviderView | null)[];

export type EmergencyPageView = {
  readonly places: readonly EmergencyPlaceView[];
  /** Marketplaces with several clients, each to be stopped with all of them. */
  readonly providers: readonly {
    readonly id: string;
    readonly provider: ProviderView;
    readonly clients: number;
    readonly live: number;
    /** Since when all of it is stopped by one stop; null: it is not. */
    readonly stoppedAt: string | null;
  }[];
  /** Those that last first. */
  readonly emergencies: readonly EmergencyView[];
  readonly live: number;
  readonly isAllStopped: boolean;
  readonly mayAct: boolean;
  readonly mustSignIn: boolean;
  readonly shownAt: string;
};
