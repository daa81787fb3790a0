import type { GuessCounter } from "../../core/ports/repair-links";
import type { Clock } from "../../core/ports/system";
import { TRY_LIMITS } from "../../core/sign-in/try-limits";

const { most: MOST, windowSeconds } = TRY_LIMITS.repairCode;
const WINDOW_MS = windowSeconds * 1000;
/** Addresses that are remembered at a time; the oldest make room. */
const MOST_ADDRESSES = 10_000;

/** Wrong codes of this process by who sent them, in windows that begin with the first. The database counts the tries of forms; a look may not write. */
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
