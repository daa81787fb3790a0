import type { CallDeps } from "./call-provider";

/** The same means, with one deadline over all calls that are made with them from now on. */
export function oneDeadline({ http, clock, deadlineMs }: CallDeps): CallDeps {
  const endMs = clock.monotonicMs() + deadlineMs;
  return {
    http,
    clock,
    get deadlineMs() {
      return Math.max(0, endMs - clock.monotonicMs());
    },
  };
}
