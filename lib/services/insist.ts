import type { Dependencies } from "./dependencies";

/** Longer than a database needs to come back from a restart or to hand over to its stand-in. */
const LONGEST_MS = 60_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Writes what must not be lost: a reply that holds the only usable token is in this process's memory
 * alone until it is stored, so an unreachable database is asked again for a minute.
 *
 * @param write safe to repeat, also when an earlier try was done and only its answer got lost
 * @throws the last error, once the minute is over
 */
export async function insist<T>(
  deps: Pick<Dependencies, "clock" | "sleep" | "logger">,
  what: string,
  write: () => Promise<T>,
): Promise<T> {
  const until = deps.clock.monotonicMs() + LONGEST_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
    try {
      return await write();
    } catch (error) {
      deps.logger.error("a write that must not be lost failed", { what, error });
      if (deps.clock.monotonicMs() + pause > until) throw error;
      await deps.sleep(pause);
    }
  }
}
