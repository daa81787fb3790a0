import { short } from "./chart-scale";

/** Width and heights of a drawing in its own units; the page stretches it. */
export const PLOT = { width: 720, high: 160, low: 88 } as const;

type PlotProps = {
  /** What stands beside the lines, the lowest first. */
  readonly ticks: readonly string[];
  /** What stands below, in equal distances. */
  readonly below?: readonly string[];
  readonly height: number;
  /** A drawing with links in it is a group; without them it is a picture. */
  readonly role: "group" | "img";
  readonly label: string;
  /** So many bars of a width that can be pressed need so much room; a phone moves them sideways within their frame. */
  readonly isWide?: boolean;
  readonly children: React.ReactNode;
};

/** The frame of a chart: lines, what they stand for, and room for what is drawn. */
export function Plot({ ticks, below = [], height, role, label, isWide = false, children }: PlotProps) {
  const lines = ticks.map((_, line) => short(height - (line * height) / (ticks.length - 1)));
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 px-5 pt-2 pb-1 text-xs text-faint tabular-nums max-md:px-4">
      <div
        aria-hidden="true"
        className={`-my-1.5 flex flex-col-reverse justify-between text-end leading-none ${height === PLOT.high ? "h-43" : "h-25"}`}
      >
        {ticks.map((tick) => (
          <span key={tick}>{tick}</span>
        ))}
      </div>
      {/* Written the other way round, so that a frame that is too narrow begins with what is newest. */}
      <div dir="rtl" className={isWide ? "min-w-0 overflow-x-auto overflow-y-hidden pb-1" : "min-w-0"}>
        <div dir="ltr" className={isWide ? "min-w-184" : ""}>
          <svg
            viewBox={`0 0 ${PLOT.width} ${height}`}
            preserveAspectRatio="none"
            role={role}
            aria-label={label}
            className={`block w-full overflow-visible ${height === PLOT.high ? "h-40" : "h-22"}`}
          >
            <path
              d={lines.map((y) => `M0 ${y}h${PLOT.width}`).join("")}
              vectorEffect="non-scaling-stroke"
              className="stroke-chart-grid"
            />
            {children}
          </svg>
          {below.length === 0 ? null : (
            <div aria-hidden="true" className="mt-1.5 flex justify-between">
              {below.map((text) => (
                <span key={text}>{text}</span>
              ))}
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
