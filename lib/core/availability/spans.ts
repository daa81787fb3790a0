/** A stretch of time in milliseconds since the epoch, its end not included. */
export type Span = { readonly from: number; readonly to: number };

/** A stretch as it is stored: without an end it goes on. */
export type OpenSpan = { readonly from: Date; readonly to: Date | null };

/** What lies within the window, each moment once, in order. What goes on reaches to the window's end. */
export function within(window: Span, spans: readonly OpenSpan[]): readonly Span[] {
  const clipped = spans
    .map(({ from, to }) => ({
      from: Math.max(window.from, from.getTime()),
      to: Math.min(window.to, to === null ? window.to : to.getTime()),
    }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const merged: Span[] = [];
  for (const span of clipped) {
    const last = merged.at(-1);
    if (last === undefined || span.from > last.to) merged.push(span);
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return merged;
}

/** What of `spans` lies in none of `others`; both as `within` gives them. */
export function without(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  return spans.flatMap((span) => {
    const left: Span[] = [];
    let from = span.from;
    for (const other of others) {
      if (other.to <= from || other.from >= span.to) continue;
      if (other.from > from) left.push({ from, to: other.from });
      from = Math.max(from, other.to);
    }
    if (from < span.to) left.push({ from, to: span.to });
    return left;
  });
}

/** @returns milliseconds */
export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);
