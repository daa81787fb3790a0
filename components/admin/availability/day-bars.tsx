import type { AvailabilityDayView } from "../../../lib/views/availability";
import { listWords } from "../../../lib/views/number-words";
import { translator } from "../../../lib/views/texts/translate";

const STEP = 3;
const WIDTH = 2;
const HEIGHT = 20;
/** Days with at least so much are a little lower only; the rest is half as high. */
const MOST = 9_900;

const KINDS = ["whole", "little", "much", "unknown"] as const;
type Kind = (typeof KINDS)[number];

function kindOf(share: number | null): Kind {
  if (share === null) return "unknown";
  if (share === 10_000) return "whole";
  return share >= MOST ? "little" : "much";
}

const TOP: Readonly<Record<Kind, number>> = { whole: 0, little: 5, much: 11, unknown: 18 };
const LOOK: Readonly<Record<Kind, string>> = {
  whole: "fill-good-icon opacity-80",
  little: "fill-warn-icon",
  much: "fill-stop-icon",
  unknown: "fill-line-strong",
};

/** The last 90 days, one bar each: its height and its colour say the same, and the whole is said in words. */
export function DayBars({ days }: { readonly days: readonly AvailabilityDayView[] }) {
  const t = translator();
  const kinds = days.map(({ share }) => kindOf(share));
  const counts = KINDS.map((kind) => ({ kind, count: kinds.filter((each) => each === kind).length })).filter(
    ({ count }) => count > 0,
  );
  const list = listWords(counts.map(({ kind, count }) => t(`admin.availability.days_${kind}`, { count })));
  return (
    <svg
      viewBox={`0 0 ${days.length * STEP - 1} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={list}
      className="inline-block h-5 w-full max-w-72 min-w-44 align-middle"
    >
      {counts.map(({ kind }) => (
        <path
          key={kind}
          d={kinds.map((each, place) => (each === kind ? bar(place * STEP, TOP[kind]) : "")).join("")}
          className={LOOK[kind]}
        />
      ))}
    </svg>
  );
}

const bar = (x: number, top: number): string => `M${x} ${top}h${WIDTH}v${HEIGHT - top}h-${WIDTH}z`;
