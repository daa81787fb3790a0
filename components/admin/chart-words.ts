import type { RenewalOutcome } from "../../lib/core/connections/renewal-figures";
import type { Range } from "../../lib/views/admin-overview";
import { clockWords, dayTimeWords, dayWords, type Moment } from "../../lib/views/time-words";

/** Failures in the order in which they are stacked, with whom each leads to. */
export const FAILURES = [
  { outcome: "grant", state: "reconnect" },
  { outcome: "setup", state: "needs_you" },
  { outcome: "ours", state: "needs_you" },
  { outcome: "provider", state: "trouble" },
] as const satisfies readonly { readonly outcome: RenewalOutcome; readonly state: string }[];

/** When a bar begins. Days are told by UTC, since they are counted by it. */
export function barWords(from: string, range: Range, moment: Moment): string {
  if (range === "30d") return dayWords(new Date(from), { ...moment, zone: null });
  return range === "24h" ? clockWords(new Date(from), moment.zone) : dayTimeWords7(from, moment);
}

const dayTimeWords7 = (from: string, moment: Moment): string => {
  const day = dayWords(new Date(from), moment);
  return `${day} ${clockWords(new Date(from), moment.zone)}`;
};

/** What stands below a chart: its first bar, some between, and the last one, which is going on. */
export function axisWords(bars: readonly { readonly from: string }[], range: Range, moment: Moment): readonly string[] {
  const places = [0, 1, 2, 3].map((quarter) => Math.floor((quarter * bars.length) / 4));
  return places.map((place, quarter) => {
    const bar = bars[place];
    if (!bar) return "";
    if (range !== "24h") return range === "30d" ? barWords(bar.from, range, moment) : dayWords(new Date(bar.from), moment);
    return quarter === 0 ? dayTimeWords(new Date(bar.from), moment) : barWords(bar.from, range, moment);
  });
}
