import type { ActivityQuery } from "./activity-query";
import type { EventView, ProviderView } from "./connection";

/** A line of the history of all connections. */
export type ActivityEventView = EventView & {
  readonly connection: {
    readonly id: string;
    readonly label: string;
    readonly provider: ProviderView;
    readonly account: string | null;
  };
};

export type ActivityView = {
  readonly asked: ActivityQuery;
  readonly events: readonly ActivityEventView[];
  /** Cursor of the next, older page; null at the end. */
  readonly older: string | null;
  /** The reader's connections to choose from, ended ones included. */
  readonly connections: readonly { readonly id: string; readonly label: string; readonly provider: ProviderView }[];
  readonly shownAt: string;
};
