import type { Dependencies } from "../services/dependencies";

/** Work with a rhythm of its own, beside the renewals. */
export type Job = {
  readonly name: string;
  /** Pause between the end of one run and the beginning of the next, in milliseconds. */
  readonly everyMs: number;
  /** Pause before the first run: the first moments of a process belong to what is urgent. Left out: none. */
  readonly firstAfterMs?: number;
  readonly work: () => Promise<unknown>;
};

/** `stop` begins nothing new and resolves when what runs has ended. */
export type Running = { readonly stop: () => Promise<void> };

/** Runs each of them by itself. */
export function startJobs(deps: Pick<Dependencies, "logger">, jobs: readonly Job[]): Running {
  const running = jobs.map((job) => startJob(deps, job));
  return { stop: () => stopAll(running) };
}

/** Stops all of them at once. */
export async function stopAll(running: readonly Running[]): Promise<void> {
  await Promise.all(running.map((each) => each.stop()));
}

/** Runs a job again and again: never twice at once, and again after a run that broke. */
function startJob(deps: Pick<Dependencies, "logger">, job: Job): Running {
  let stopped = false;
  let wake: () => void = () => undefined;
  const pause = (forMs: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, forMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    if (job.firstAfterMs !== undefined) await pause(job.firstAfterMs);
    while (!stopped) {
      await job.work().catch((error: unknown) => deps.logger.error(`${job.name} broke`, { error }));
      if (!stopped) await pause(job.everyMs);
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
