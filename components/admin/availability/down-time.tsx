import { spanWords } from "../../../lib/views/time-words";

/** How long access could not be had; a faint dash where it always could. */
export function DownTime({ minutes }: { readonly minutes: number }) {
  if (minutes <= 0) return <span className="text-faint">—</span>;
  return spanWords(Math.max(1, Math.round(minutes)) * 60_000);
}
