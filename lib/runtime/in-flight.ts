/** Keeps count of work that must not be cut off. */
export type InFlight = {
  readonly track: <T>(work: Promise<T>) => Promise<T>;
  /** Resolves once everything that was begun, and whatever it began, has ended. */
  readonly settled: () => Promise<void>;
};

/** A request may be given up while its work goes on: the database stays open until that work is written. */
export function inFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    track: (work) => {
      running.add(work);
      const done = () => void running.delete(work);
      work.then(done, done);
      return work;
    },
    settled: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
