import type { EndingBucket } from "../ports/forecast";

/** How far ahead the board looks, in days. */
export const FORECAST_DAYS = 30;
const DAY_MS = 86_400_000;
/** The last of them takes the two days that are over. */
export const FORECAST_WEEKS = 4;

export type ForecastWeek = {
  /** YYYY-MM-DD, in UTC, both included. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
};

export type ForecastRow = {
  readonly providerId: string;
  readonly environmentId: string;
  /** One number for each week. */
  readonly weeks: readonly number[];
  readonly total: number;
};

export type Forecast = { readonly weeks: readonly ForecastWeek[]; readonly rows: readonly ForecastRow[]; readonly total: number };

/** Until when something ends that is told now. */
export const forecastUntil = (now: Date): Date => new Date(now.getTime() + FORECAST_DAYS * DAY_MS);

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/**
 * What ends in the next 30 days, by week and provider, most first. Every bucket counts once: the total is their sum, whatever
 * day they are of; what has ended already and waits to be noticed counts to the first week.
 */
export function forecastOf(buckets: readonly EndingBucket[], now: Date): Forecast {
  const today = Date.parse(dayOf(now.getTime()));
  const weekOf = (day: string): number => {
    const days = Math.floor((Date.parse(day) - today) / DAY_MS);
    return Math.max(0, Math.min(FORECAST_WEEKS - 1, Math.floor(days / 7)));
  };
  const rows = new Map<string, { readonly providerId: string; readonly environmentId: string; readonly weeks: number[] }>();
  for (const { day, providerId, environmentId, count } of buckets) {
    const key = `${providerId}.${environmentId}`;
    const row = rows.get(key) ?? { providerId, environmentId, weeks: Array.from({ length: FORECAST_WEEKS }, () => 0) };
    const week = weekOf(day);
    row.weeks[week] = (row.weeks[week] ?? 0) + count;
    rows.set(key, row);
  }
  const counted = [...rows.values()].map((row) => ({ ...row, total: row.weeks.reduce((sum, n) => sum + n, 0) }));
  return {
    weeks: Array.from({ length: FORECAST_WEEKS }, (_, week) => ({
      from: dayOf(today + week * 7 * DAY_MS),
      to: dayOf(today + (week === FORECAST_WEEKS - 1 ? FORECAST_DAYS : week * 7 + 6) * DAY_MS),
      count: counted.reduce((sum, { weeks }) => sum + (weeks[week] ?? 0), 0),
    })),
    rows: counted.sort((a, b) => b.total - a.total || a.providerId.localeCompare(b.providerId)),
    total: counted.reduce((sum, { total }) => sum + total, 0),
  };
}
