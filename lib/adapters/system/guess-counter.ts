import type { GuessCounter } from "../../core/ports/repair-links";
import type { Clock } from "../../core/ports/system";

/** More wrong codes than this in one window are no person who mistyped. */
const MOST = 20;
const WINDOW_MS = 10 * 60_000;
/** Addresses that are remembered at a time; the oldest make room. */
const MOST_ADDRESSES = 10_000;

/** Wrong codes of this process by who sent them, in windows of ten minutes that begin with the first. */
export function guessCounter(clock: Pick<Clock, "monotonicMs">): GuessCounter {
  const counts = new Map<string, { count: number; readonly since: number }>();
  const current = (from: string) => {
    const found = counts.get(from);
    return found && clock.monotonicMs() - found.since < WINDOW_MS ? found : null;
  };
  return {
    tooMany: (from) => (current(from)?.count ?? 0) >= MOST,
    note(from) {
      const found = current(from);
      if (found) {
        found.count += 1;
        return;
      }
      counts.delete(from);
      counts.set(from, { count: 1, since: clock.monotonicMs() });
      const [oldest] = counts.keys();
      if (counts.size > MOST_ADDRESSES && oldest !== undefined) counts.delete(oldest);
    },
  };
}
