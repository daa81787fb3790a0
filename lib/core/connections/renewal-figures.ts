import { FAILURE_CLASSES } from "./connection";

/** How a renewal ended: it worked, or whose failure it was. */
export const RENEWAL_OUTCOMES = ["ok", ...FAILURE_CLASSES] as const;
export type RenewalOutcome = (typeof RENEWAL_OUTCOMES)[number];

/** Figures are kept by five minutes, by hours and by days, in minutes. */
export const FIGURE_MINUTES = [5, 60, 1440] as const;
export type FigureMinutes = (typeof FIGURE_MINUTES)[number];

/**
 * Upper ends of the places of a histogram, in milliseconds. A place counts what took less than its end and not less than
 * the end before it; one more place counts what took longer. They are stored by position: never change one.
 */
export const LATENCY_BOUNDS_MS = [
  25, 50, 75, 100, 150, 200, 300, 400, 500, 700, 1000, 1500, 2000, 3000, 5000, 7500, 10_000,
] as const;

/** A count for each place of `LATENCY_BOUNDS_MS`, and one for what is above. */
export type LatencyHistogram = readonly number[];

/** Renewals that ended alike. */
export type OutcomeCount = { readonly outcome: RenewalOutcome; readonly n: number; readonly latency: LatencyHistogram };

/**
 * The time within which a share of all was done, in milliseconds, as if what is counted at a place lay evenly in it.
 *
 * @param share between 0 and 1: 0.5 for the median
 * @returns null: nothing was counted. What is above the last end is told as that end.
 */
export function percentile(histogram: LatencyHistogram, share: number): number | null {
  const total = histogram.reduce((sum, n) => sum + n, 0);
  if (total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [place, n] of histogram.entries()) {
    const until = LATENCY_BOUNDS_MS[place] ?? LATENCY_BOUNDS_MS[LATENCY_BOUNDS_MS.length - 1] ?? 0;
    if (n > 0 && below + n >= rank) {
      const from = place === 0 ? 0 : (LATENCY_BOUNDS_MS[place - 1] ?? 0);
      return Math.round(from + (Math.max(from, until) - from) * ((rank - below) / n));
    }
    below += n;
  }
  return LATENCY_BOUNDS_MS[LATENCY_BOUNDS_MS.length - 1] ?? null;
}

/** All that was counted in any of them. */
export function addHistograms(histograms: readonly LatencyHistogram[]): LatencyHistogram {
  const sum: number[] = [];
  for (const histogram of histograms) for (const [place, n] of histogram.entries()) sum[place] = (sum[place] ?? 0) + n;
  return sum;
}

/** How many ended, and how many of them well. */
export type Tally = { readonly n: number; readonly ok: number };

/** Every renewal that ended, whoever was to blame for it. */
export function tallyOf(counts: readonly Pick<OutcomeCount, "outcome" | "n">[]): Tally {
  const n = counts.reduce((sum, each) => sum + each.n, 0);
  return { n, ok: counts.filter(({ outcome }) => outcome === "ok").reduce((sum, each) => sum + each.n, 0) };
}

/** Without what a single seller has taken back: that says nothing about the marketplace. */
export const tallyOfProvider = (counts: readonly Pick<OutcomeCount, "outcome" | "n">[]): Tally =>
  tallyOf(counts.filter(({ outcome }) => outcome !== "grant"));

/** Between 0 and 1; null: nothing ended. */
export const successRate = ({ n, ok }: Tally): number | null => (n === 0 ? null : ok / n);
