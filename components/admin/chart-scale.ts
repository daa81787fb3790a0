const LINES = 4;
const STEPS = [1, 2, 2.5, 5, 10] as const;

/** Where the lines of a chart lie: from nothing to the first round number that nothing exceeds, in equal steps. */
export function gridOf(most: number): { readonly top: number; readonly ticks: readonly number[] } {
  const rough = Math.max(most, 1) / LINES;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  const lines = Math.max(1, Math.ceil(Math.max(most, 1) / step));
  return { top: lines * step, ticks: Array.from({ length: lines + 1 }, (_, line) => line * step) };
}

/** A length in a drawing, short enough for an address of points. */
export const short = (length: number): number => Math.round(length * 10) / 10;
