import type { EngineProcess } from "../core/ports/engine";
import type { RegistrationRecord } from "../core/ports/registrations";
import type { Dependencies } from "../services/dependencies";
import { type Job, type Running, startJobs, stopAll } from "./job";
import { type Lane, openLane } from "./lane";

export type EngineOptions = {
  readonly process: EngineProcess;
  /** Pause between two looks at what is due, in milliseconds. */
  readonly everyMs: number;
  /** How often this process says that it lives. */
  readonly beatEveryMs: number;
  /** Work with a rhythm of its own; none of it holds up a renewal. */
  readonly jobs: readonly Job[];
};

/**
 * Keeps connections fresh: a lane for each client registration, and jobs beside them.
 *
 * What is due is a property of the rows, so any number of processes may run an engine and a restart
 * loses nothing. `stop` begins nothing new and resolves once what runs is written and this process is
 * signed off.
 */
export function startEngine(deps: Dependencies, options: EngineOptions): Running {
  const lanes = new Map<string, Lane>();
  let stopped = false;
  const laneOf = ({ id }: RegistrationRecord): Lane => {
    const lane = lanes.get(id) ?? openLane(deps);
    lanes.set(id, lane);
    return lane;
  };
  const look = async () => {
    for (const registration of await deps.queue.waiting()) if (!stopped) laneOf(registration).wake(registration);
  };
  const jobs: readonly Job[] = [
    { name: "looking for what is due", everyMs: options.everyMs, work: look },
    { name: "the sign of life", everyMs: options.beatEveryMs, work: () => deps.engine.beat(options.process) },
    ...options.jobs,
  ];
  const running = startJobs(deps, jobs);
  return {
    stop: async () => {
      stopped = true;
      await stopAll([running, ...lanes.values()]);
      await deps.engine
        .leave(options.process.id)
        .catch((error: unknown) => deps.logger.warn("this process could not sign off", { error }));
    },
  };
}
