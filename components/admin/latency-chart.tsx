import type { ChartBar, ChartView } from "../../lib/views/admin-overview";
import { numberWords, secondsWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import { gridOf, short } from "./chart-scale";
import { PLOT, Plot } from "./plot";

type Part = "p50Ms" | "p95Ms";

/** A line that is broken where nothing was renewed. One value alone is a short dash. */
function lineOf(bars: readonly ChartBar[], part: Part, topMs: number): string {
  const width = PLOT.width / bars.length;
  let isDrawing = false;
  return bars
    .map((bar, place) => {
      const ms = bar[part];
      if (ms === null) {
        isDrawing = false;
        return "";
      }
      const y = short(PLOT.low - (Math.min(ms, topMs) / topMs) * PLOT.low);
      const step = isDrawing ? `L${short((place + 0.5) * width)} ${y}` : `M${short((place + 0.5) * width)} ${y}h.1`;
      isDrawing = true;
      return step;
    })
    .join("");
}

/** How long renewals took: the middle one, and the one that a twentieth took longer than. */
export function LatencyChart({ chart: { bars } }: { readonly chart: ChartView }) {
  const t = translator();
  const told = bars.filter(({ p50Ms }) => p50Ms !== null);
  const last = told.at(-1);
  if (!last) return <p className="px-5 pb-4 text-sm text-muted max-md:px-4">{t("admin.chart.no_times")}</p>;
  const seconds = (ms: number | null): string => t("admin.seconds", { seconds: secondsWords((ms ?? 0) / 1000) });
  const most = Math.max(...told.map(({ p95Ms }) => p95Ms ?? 0));
  const grid = gridOf(most / 1000);
  return (
    <Plot
      ticks={[numberWords(0), t("admin.seconds", { seconds: numberWords(grid.top, 1) })]}
      height={PLOT.low}
      role="img"
      label={t("admin.chart.times_label", { p50: seconds(last.p50Ms), p95: seconds(last.p95Ms), most: seconds(most) })}
    >
      <path
        d={lineOf(bars, "p95Ms", grid.top * 1000)}
        fill="none"
        strokeWidth="1.5"
        strokeDasharray="4 3"
        vectorEffect="non-scaling-stroke"
        className="stroke-faint"
      />
      <path
        d={lineOf(bars, "p50Ms", grid.top * 1000)}
        fill="none"
        strokeWidth="2"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
        className="stroke-chart-strong"
      />
    </Plot>
  );
}

/** What the two lines stand for. */
export function LatencyKey() {
  const t = translator();
  return (
    <span className="flex gap-3 text-sm text-muted" aria-hidden="true">
      {(["p50", "p95"] as const).map((name) => (
        <span key={name} className="inline-flex items-center gap-1.5">
          <svg viewBox="0 0 12 2" aria-hidden="true" className="h-0.5 w-3 flex-none">
            <path
              d="M0 1h12"
              strokeWidth="2"
              strokeDasharray={name === "p50" ? undefined : "4 2"}
              className={name === "p50" ? "stroke-chart-strong" : "stroke-faint"}
            />
          </svg>
          {t(`admin.chart.${name}`)}
        </span>
      ))}
    </span>
  );
}
