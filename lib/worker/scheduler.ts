import type { Dependencies } from "../services/dependencies";
import { refreshDue } from "../services/refresh-due";

export type Scheduler = { readonly stop: () => Promise<void> };

export type SchedulerOptions = {
  /** Pause between two passes, in milliseconds. */
  readonly everyMs: number;
  readonly atOnce: number;
  readonly most: number;
  /** Work that belongs to the same rhythm, such as forgetting what has run out. */
  readonly housekeeping: () => Promise<void>;
  readonly housekeepingEveryMs: number;
};

/**
 * Keeps connections fresh inside the server's own process. What is due is a property of the rows, so
 * any number of processes may run this and a restart loses nothing.
 */
export function startScheduler(deps: Dependencies, options: SchedulerOptions): Scheduler {
  let stopped = false;
  let wake: () => void = () => undefined;
  let tidiedAtMs = Number.NEGATIVE_INFINITY;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const pass = async (): Promise<number> => {
    if (deps.clock.monotonicMs() - tidiedAtMs > options.housekeepingEveryMs) {
      tidiedAtMs = deps.clock.monotonicMs();
      await options.housekeeping();
    }
    return refreshDue(deps, { atOnce: options.atOnce, most: options.most });
  };

  const run = async () => {
    while (!stopped) {
      const done = await pass().catch((error: unknown) => {
        deps.logger.error("a scheduler pass broke", { error });
        return 0;
      });
      // A full pass has more behind it; anything else waits for the next beat.
      if (!stopped && done < options.most) await pause(options.everyMs);
    }
  };
  const ended = run();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await ended;
    },
  };
}
