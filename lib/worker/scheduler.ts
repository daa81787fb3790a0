import type { Dependencies } from "../services/dependencies";
import { refreshDue } from "../services/refresh-due";

/** `stop` begins nothing new and resolves when what runs is written. */
export type Scheduler = { readonly stop: () => Promise<void> };

export type SchedulerOptions = {
  /** Pause between two passes, in milliseconds. */
  readonly everyMs: number;
  readonly atOnce: number;
  readonly most: number;
  /** Work that belongs to the same rhythm, such as forgetting what has run out. */
  readonly housekeeping: () => Promise<void>;
  readonly housekeepingEveryMs: number;
  /** Goes on with disconnects beside the renewals: a provider that hangs there keeps no renewal waiting. */
  readonly endings?: () => Promise<unknown>;
  readonly endingsEveryMs?: number;
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

  const guarded = <T>(what: string, otherwise: T, work: () => Promise<T>): Promise<T> =>
    work().catch((error: unknown) => {
      deps.logger.error(what, { error });
      return otherwise;
    });

  const tidy = async () => {
    if (stopped || deps.clock.monotonicMs() - tidiedAtMs <= options.housekeepingEveryMs) return;
    tidiedAtMs = deps.clock.monotonicMs();
    await guarded("housekeeping broke", undefined, options.housekeeping);
  };

  let endings: Promise<unknown> = Promise.resolve();
  let endingsRun = false;
  let endedAtMs = Number.NEGATIVE_INFINITY;
  const goOnEnding = () => {
    const { endings: work, endingsEveryMs = 0 } = options;
    if (stopped || endingsRun || !work || deps.clock.monotonicMs() - endedAtMs < endingsEveryMs) return;
    endedAtMs = deps.clock.monotonicMs();
    endingsRun = true;
    endings = guarded("going on with disconnects broke", undefined, work).finally(() => {
      endingsRun = false;
    });
  };

  const run = async () => {
    while (!stopped) {
      goOnEnding();
      const done = await guarded("a scheduler pass broke", 0, () =>
        refreshDue(deps, { atOnce: options.atOnce, most: options.most, stopping: () => stopped }),
      );
      // Freshness comes first: whatever housekeeping finds to do can wait.
      await tidy();
      // A full pass has more behind it; anything else waits for the next beat.
      if (!stopped && done < options.most) await pause(options.everyMs);
    }
  };
  const ended = run();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await Promise.all([ended, endings]);
    },
  };
}
