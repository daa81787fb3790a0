import type { Availability } from "../core/availability/availability";
import type { OwnerView } from "./admin";
import type { ProviderView } from "./connection";

/** `share` is in hundredths of a percent, 0 to 10,000; null: nothing was connected. */
export type AvailabilityView = Availability & { readonly share: number | null };

/** The last 30 and the last 90 days. */
export type TwoWindows = { readonly last30: AvailabilityView; readonly last90: AvailabilityView; readonly since: string };

/** What a seller is told of their own connection. */
export type OwnAvailabilityView = {
  readonly share: number;
  /** Since when it is counted, where that is less than 30 days ago; else null. */
  readonly since: string | null;
};

export type AvailabilityDayView = AvailabilityView & { readonly day: string };

export type ProviderAvailabilityView = {
  readonly provider: ProviderView;
  /** The value of the list's filter. */
  readonly filter: string;
  readonly last30: AvailabilityView;
  readonly last90: AvailabilityView;
  /** One for each day of the last 90, oldest first; a day that nothing is known of has no share. */
  readonly days: readonly AvailabilityDayView[];
};

export type WorstConnectionView = AvailabilityView & {
  readonly id: string;
  readonly label: string;
  readonly provider: ProviderView;
  readonly owner: OwnerView;
};
export type WorstSellerView = AvailabilityView & OwnerView & { readonly live: number };

export type AvailabilityPageView = {
  readonly all: { readonly last30: AvailabilityView; readonly last90: AvailabilityView };
  readonly providers: readonly ProviderAvailabilityView[];
  /** Of the last 30 days. */
  readonly worstConnections: readonly WorstConnectionView[];
  readonly worstSellers: readonly WorstSellerView[];
  /** Nothing is known of what was before. */
  readonly since: string;
  /** When it was counted; null: not yet. */
  readonly countedAt: string | null;
  readonly shownAt: string;
};
