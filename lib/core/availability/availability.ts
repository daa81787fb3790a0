import { lengthOf, type OpenSpan, type Span, within, without } from "./spans";

/** How many days the pages tell of. */
export const WINDOWS = [30, 90] as const;
export type WindowDays = (typeof WINDOWS)[number];

const DAY_MS = 86_400_000;

/** Minutes in which access could have been asked for, and those of them in which it could not be had. */
export type Availability = { readonly connectedMinutes: number; readonly downMinutes: number };

export type Lived = {
  /** Since when it is connected, until when; null: it still is. */
  readonly connected: OpenSpan;
  /** Paused by a person: nobody asked for access then. */
  readonly paused: readonly OpenSpan[];
  /** Nothing could be fetched, whoever's fault it was; the stops of an emergency are among them. */
  readonly down: readonly OpenSpan[];
};

/**
 * Minutes with access that can be fetched against minutes connected (`product.md` 12).
 *
 * Paused time counts neither way. Spans may overlap, reach beyond the window, and go on.
 */
export function availabilityOf({ connected, paused, down }: Lived, window: Span): Availability {
  const asked = without(within(window, [connected]), within(window, paused));
  const usable = without(asked, within(window, down));
  const connectedMinutes = lengthOf(asked) / 60_000;
  return { connectedMinutes, downMinutes: connectedMinutes - lengthOf(usable) / 60_000 };
}

/** The last `days` days up to `now`; never from before `since`, of which nothing is known. */
export const lastDays = (days: number, now: Date, since: Date): Span => ({
  from: Math.min(now.getTime(), Math.max(since.getTime(), now.getTime() - days * DAY_MS)),
  to: now.getTime(),
});

export const sumOf = (all: readonly Availability[]): Availability => ({
  connectedMinutes: all.reduce((sum, { connectedMinutes }) => sum + connectedMinutes, 0),
  downMinutes: all.reduce((sum, { downMinutes }) => sum + downMinutes, 0),
});

/**
 * The share of usable time in hundredths of a percent, 0 to 10,000; null: it was not connected at all.
 *
 * Cut, not rounded, so that 100 % says that not a minute was missing.
 */
export function shareOf({ connectedMinutes, downMinutes }: Availability): number | null {
  if (connectedMinutes <= 0) return null;
  if (downMinutes <= 0) return 10_000;
  const cut = Math.floor(((connectedMinutes - downMinutes) / connectedMinutes) * 10_000);
  return Math.max(0, Math.min(9_999, cut));
}
