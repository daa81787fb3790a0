import type { ForecastWeek } from "../core/forecast/forecast";
import type { OwnerView } from "./admin";
import type { CountedTests } from "./admin-overview";
import type { ProviderView } from "./connection";

export type ForecastProviderView = {
  readonly provider: ProviderView;
  /** The value of the list's filter. */
  readonly filter: string;
  readonly weeks: readonly number[];
  readonly total: number;
};

/** A connection that will need its seller. */
export type EndingView = {
  readonly id: string;
  readonly label: string;
  readonly provider: ProviderView;
  readonly owner: OwnerView;
  readonly endsAt: string;
  /** `permission`: it ends at the marketplace. `access`: nothing renews it. */
  readonly what: "permission" | "access";
};

export type CalendarView = { readonly madeAt: string; readonly readAt: string | null };

export type ForecastView = {
  readonly tests: CountedTests;
  readonly weeks: readonly ForecastWeek[];
  readonly providers: readonly ForecastProviderView[];
  readonly total: number;
  readonly soonest: readonly EndingView[];
  /** Refused once: a second time would need their sellers. */
  readonly refusedOnce: number;
  /** Their sellers have to reconnect already. */
  readonly alreadyBroken: number;
  /** null: there is no address of this reader's. */
  readonly calendar: CalendarView | null;
  readonly shownAt: string;
};

/** What a calendar says. Of people it names nobody. */
export type CalendarWords = {
  readonly name: string;
  readonly title: (label: string, provider: string) => string;
  readonly text: string;
};
