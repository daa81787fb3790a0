import type { DayCell } from "../../lib/views/connection";

/** The side of a cell in the units of its drawing. */
export const DAY_SIDE = 28;

/** One day's shape: a square, a triangle, an octagon with a cross, a dashed outline. Told apart without colour. */
export function DayShape({ kind, x = 0 }: { readonly kind: DayCell["kind"]; readonly x?: number | undefined }) {
  switch (kind) {
    case "ok":
      return <rect x={x} width={DAY_SIDE} height={DAY_SIDE} rx={5} className="fill-good-icon opacity-80" />;
    case "late":
      return (
        <path
          transform={`translate(${x})`}
          d="M4 28a3.5 3.5 0 0 1-3-5.3L11 4.8a3.5 3.5 0 0 1 6 0l10 17.9a3.5 3.5 0 0 1-3 5.3Z"
          className="fill-warn-icon"
        />
      );
    case "failed":
      return (
        <g transform={`translate(${x})`}>
          <path d="M8.2 0h11.6L28 8.2v11.6L19.8 28H8.2L0 19.8V8.2Z" className="fill-stop-icon" />
          <path d="m9.5 9.5 9 9m0-9-9 9" strokeWidth={3} strokeLinecap="round" className="stroke-surface" />
        </g>
      );
    case "none":
      return (
        <rect
          x={x + 1}
          y={1}
          width={26}
          height={26}
          rx={5}
          fill="none"
          strokeWidth={2}
          strokeDasharray="4 4.6"
          className="stroke-control"
        />
      );
  }
}
