import type { RenewalOutcome } from "../../lib/core/connections/renewal-figures";
import type { ChartBar, ChartView } from "../../lib/views/admin-overview";
import { queryText } from "../../lib/views/admin-query";
import { numberWords } from "../../lib/views/number-words";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { gridOf, short } from "./chart-scale";
import { axisWords, barWords, FAILURES } from "./chart-words";
import { PLOT, Plot } from "./plot";

const HATCH = "hatch";
const DOTS = "dots";

/** How each end is drawn: never by its colour alone. */
const LOOK = {
  ok: { className: "fill-chart" },
  grant: { className: "fill-soon-icon" },
  setup: { fill: `url(#${DOTS})` },
  ours: { fill: `url(#${DOTS})` },
  provider: { fill: `url(#${HATCH})` },
} as const satisfies Readonly<Record<RenewalOutcome, { readonly className: string } | { readonly fill: string }>>;

export const failedOf = ({ counts }: ChartBar): number => FAILURES.reduce((sum, { outcome }) => sum + counts[outcome], 0);
export const allOf = (bar: ChartBar): number => bar.counts.ok + failedOf(bar);

/**
 * The connections that stand now as most failures of that time did; where none failed, all of them. Where a marketplace was
 * at fault and the time is over, nobody may stand so any more: then what was seen of it.
 */
export function barAddress({ counts }: ChartBar, isOver: boolean): string {
  const worst = FAILURES.reduce<(typeof FAILURES)[number] | null>(
    (most, each) => (counts[each.outcome] > (most === null ? 0 : counts[most.outcome]) ? each : most),
    null,
  );
  if (worst?.outcome === "provider" && isOver) return routes.admin.outages;
  return worst === null ? routes.admin.connections : `${routes.admin.connections}?${queryText({ state: worst.state })}`;
}

/** What a bar counts, and what its link shows: not who failed then, which nobody can list. */
export function barName(bar: ChartBar, isOver: boolean, words: string): string {
  const t = translator();
  const counts = t("admin.chart.bar", { when: words, ok: bar.counts.ok, failed: failedOf(bar) });
  if (failedOf(bar) === 0) return counts;
  return t(barAddress(bar, isOver) === routes.admin.outages ? "admin.chart.bar_outages" : "admin.chart.bar_list", {
    bar: counts,
  });
}

type BarProps = {
  readonly isOver: boolean;
  readonly bar: ChartBar;
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly name: string;
};

function Bar({ bar, isOver, x, width, top, name }: BarProps) {
  const gap = width * 0.1;
  let y: number = PLOT.high;
  const parts = (["ok", ...FAILURES.map(({ outcome }) => outcome)] as const).flatMap((outcome) => {
    const count = bar.counts[outcome];
    if (count === 0) return [];
    // A single failure among thousands must be seen.
    const height = Math.max((count / top) * PLOT.high, 0.8);
    y -= height;
    return [{ outcome, y, height }];
  });
  return (
    <a href={barAddress(bar, isOver)} aria-label={name} className="hover:opacity-75">
      <rect x={short(x)} width={short(width)} height={PLOT.high} fill="transparent" />
      {parts.map((part) => (
        <rect
          key={part.outcome}
          x={short(x + gap)}
          y={short(part.y)}
          width={short(width - 2 * gap)}
          height={short(part.height)}
          {...LOOK[part.outcome]}
        />
      ))}
    </a>
  );
}

/** What colours cannot say alone. */
function Patterns() {
  return (
    <defs>
      <pattern id={HATCH} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" className="fill-stop-icon" />
        <path d="M0 0v5" strokeWidth="2" className="stroke-surface opacity-45" />
      </pattern>
      <pattern id={DOTS} width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" className="fill-warn-icon" />
        <path d="M1 1h1.6v1.6H1Z" className="fill-surface opacity-70" />
      </pattern>
    </defs>
  );
}

/** Renewals over time: what worked, and above it what failed by whose doing. Each bar is a link. */
export function RenewalChart({ chart: { bars, range }, moment }: { readonly chart: ChartView; readonly moment: Moment }) {
  const t = translator();
  const { top, ticks } = gridOf(Math.max(...bars.map(allOf)));
  const width = PLOT.width / bars.length;
  return (
    <Plot
      ticks={ticks.map((tick) => numberWords(tick, 1))}
      below={[...axisWords(bars, range, moment), t("admin.chart.now")]}
      height={PLOT.high}
      role="group"
      label={t(`admin.chart.label_${range}`)}
      isWide
    >
      <Patterns />
      {bars.map((bar, place) => (
        <Bar
          key={bar.from}
          bar={bar}
          isOver={place < bars.length - 1}
          x={place * width}
          width={width}
          top={top}
          name={barName(bar, place < bars.length - 1, barWords(bar.from, range, moment))}
        />
      ))}
    </Plot>
  );
}

const KEY = ["ok", "grant", "setup", "provider"] as const;

/** What the colours and patterns stand for. */
export function ChartKey() {
  const t = translator();
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {KEY.map((name) => (
        <span key={name} className="inline-flex items-center gap-1.5">
          <svg viewBox="0 0 10 10" aria-hidden="true" className="size-2.5 flex-none">
            <rect width="10" height="10" rx="2" {...LOOK[name]} />
          </svg>
          {t(`admin.chart.key_${name}`)}
        </span>
      ))}
    </p>
  );
}
