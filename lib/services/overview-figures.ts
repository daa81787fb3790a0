import type { FigureMinutes, OutcomeCount, RenewalOutcome } from "../core/connections/renewal-figures";
import { addHistograms, percentile, RENEWAL_OUTCOMES } from "../core/connections/renewal-figures";
import type { FigureInTime, RegistrationFigure } from "../core/ports/figures";
import type { ChartBar, ChartView, Range } from "../views/admin-overview";
import type { Dependencies } from "./dependencies";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** So many days have a mark. */
export const MARKED_DAYS = 30;

type Shape = { readonly minutes: FigureMinutes; readonly barMs: number; readonly bars: number };

/** Of which kept spans a chart is made, how long a bar of it is, and how many it has. */
const SHAPES: Readonly<Record<Range, Shape>> = {
  "24h": { minutes: 60, barMs: HOUR_MS, bars: 24 },
  "7d": { minutes: 60, barMs: 6 * HOUR_MS, bars: 28 },
  "30d": { minutes: 1440, barMs: DAY_MS, bars: 30 },
};

/** What renewals came to: sums that the table of marketplaces shows, days that its marks are made of, and the chart. */
export type Figures = {
  readonly hour: readonly RegistrationFigure[];
  readonly day: readonly RegistrationFigure[];
  readonly week: readonly RegistrationFigure[];
  readonly days: readonly FigureInTime[];
  readonly chart: ChartView;
};

/** What a provider's word of health goes by, wherever it stands. */
export const lastHour = ({ figures }: Pick<Dependencies, "figures">, now: Date): Promise<readonly RegistrationFigure[]> =>
  figures.sums(5, new Date(now.getTime() - HOUR_MS));

/** Reads spans, never single renewals: what it costs depends on what is shown. */
export async function readFigures({ figures }: Pick<Dependencies, "figures">, range: Range, now: Date): Promise<Figures> {
  const since = (ms: number) => new Date(now.getTime() - ms);
  const shape = SHAPES[range];
  const from = firstBar(shape, now);
  const [hour, day, week, days, spans] = await Promise.all([
    lastHour({ figures }, now),
    figures.sums(60, since(DAY_MS)),
    figures.sums(60, since(7 * DAY_MS)),
    figures.series(1440, firstDay(now)),
    figures.series(shape.minutes, from),
  ]);
  return { hour, day, week, days, chart: { range, bars: barsOf(shape, from, spans) } };
}

/** Midnight in UTC of the first day that has a mark. */
export const firstDay = (now: Date): Date => new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - (MARKED_DAYS - 1) * DAY_MS);

/** Bars begin at whole hours, quarters of a day and days in UTC; the last one is going on. */
const firstBar = ({ barMs, bars }: Shape, now: Date): Date =>
  new Date(Math.floor(now.getTime() / barMs) * barMs - (bars - 1) * barMs);

function barsOf({ barMs, bars }: Shape, first: Date, spans: readonly FigureInTime[]): readonly ChartBar[] {
  const inBar = new Map<number, FigureInTime[]>();
  for (const span of spans) {
    const place = Math.floor((span.from.getTime() - first.getTime()) / barMs);
    inBar.set(place, [...(inBar.get(place) ?? []), span]);
  }
  return Array.from({ length: bars }, (_, place) => barOf(new Date(first.getTime() + place * barMs), inBar.get(place) ?? []));
}

function barOf(from: Date, spans: readonly OutcomeCount[]): ChartBar {
  const latency = latencyOf(spans);
  const counts = Object.fromEntries(RENEWAL_OUTCOMES.map((outcome) => [outcome, countOf(spans, outcome)]));
  return {
    from: from.toISOString(),
    counts: counts as Record<RenewalOutcome, number>,
    p50Ms: percentile(latency, 0.5),
    p95Ms: percentile(latency, 0.95),
  };
}

const countOf = (spans: readonly OutcomeCount[], wanted: RenewalOutcome): number =>
  spans.filter(({ outcome }) => outcome === wanted).reduce((sum, { n }) => sum + n, 0);

/** How long those took that worked: a failure may have been quick, or have waited for the end of its time. */
export const latencyOf = (counts: readonly OutcomeCount[]): readonly number[] =>
  addHistograms(counts.filter(({ outcome }) => outcome === "ok").map(({ latency }) => latency));
