/** How two ways of answering compare in time. */
export type TimesCompared = { readonly gapMs: number; readonly p: number; readonly samples: number };

/**
 * Times two actions, taking turns in a random order, so that what the machine does meanwhile hits both
 * alike. `p` is of a two-sided Mann-Whitney test: the chance of such a difference if there is none.
 */
export async function compareTimes(
  samples: number,
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<TimesCompared> {
  const [a, b]: [number[], number[]] = [[], []];
  const run = async (times: number[], action: () => Promise<unknown>) => {
    const startedMs = performance.now();
    await action();
    times.push(performance.now() - startedMs);
  };
  for (let n = 0; n < samples; n++) {
    const turns = [() => run(a, first), () => run(b, second)];
    for (const turn of Math.random() < 0.5 ? turns : turns.reverse()) await turn();
  }
  return { gapMs: Math.abs(median(a) - median(b)), p: mannWhitney(a, b), samples };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** The normal approximation of the two-sided test (Mann and Whitney 1947); enough from twenty samples a side. */
export function mannWhitney(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((value) => ({ value, of: "a" })), ...b.map((value) => ({ value, of: "b" }))].sort(
    (x, y) => x.value - y.value,
  );
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    // Equal values share the middle of their ranks.
    for (let at = from; at < to; at++) if (all[at]?.of === "a") ranks += (from + 1 + to) / 2;
    from = to;
  }
  const u = ranks - (a.length * (a.length + 1)) / 2;
  const spread = Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
  return 2 * (1 - normal(Math.abs(u - (a.length * b.length) / 2) / spread));
}

/** Standard normal distribution (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
