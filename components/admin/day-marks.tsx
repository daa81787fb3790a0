import { DAY_MARKS, type DayMark } from "../../lib/core/connections/provider-health";
import { listWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";

const STEP = 6;
const WIDTH = 4;
const HEIGHT = 20;

/** One bar of a day: its height and its colour say the same. A day without a renewal is an outline. */
function shapeOf(mark: DayMark, x: number): string {
  switch (mark) {
    case "good":
      return `M${x} 0h${WIDTH}v${HEIGHT}h-${WIDTH}z`;
    case "some":
      return `M${x} 9h${WIDTH}v11h-${WIDTH}z`;
    case "bad":
      return `M${x} 0h${WIDTH}v8h-${WIDTH}zm0 11h${WIDTH}v9h-${WIDTH}z`;
    case "none":
      return `M${x + 0.5} .5h3v19h-3z`;
  }
}

const LOOK: Readonly<Record<DayMark, string>> = {
  good: "fill-good-icon opacity-80",
  some: "fill-warn-icon",
  bad: "fill-stop-icon",
  none: "fill-none stroke-line-strong",
};

/** How the last 30 days went at a marketplace; all days of a kind are one shape, and the whole is said in words. */
export function DayMarks({ days }: { readonly days: readonly DayMark[] }) {
  const t = translator();
  const counts = DAY_MARKS.map((mark) => ({ mark, count: days.filter((day) => day === mark).length })).filter(
    ({ count }) => count > 0,
  );
  const list = listWords(counts.toReversed().map(({ mark, count }) => t(`admin.days.${mark}`, { count })));
  return (
    <svg
      viewBox={`0 0 ${days.length * STEP - 2} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t("admin.days.label", { list })}
      className="inline-block h-5 w-full max-w-44 min-w-32 align-middle"
    >
      {counts.map(({ mark }) => (
        <path
          key={mark}
          d={days.map((day, place) => (day === mark ? shapeOf(mark, place * STEP) : "")).join("")}
          className={LOOK[mark]}
        />
      ))}
    </svg>
  );
}
