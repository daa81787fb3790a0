import { err, ok, type Result } from "../core/result";
import { minutesLeft, type TryLimit } from "../core/sign-in/try-limits";
import type { TooMany } from "./ways-in-contract";
import type { WaysInDependencies } from "./ways-in-dependencies";

type Deps = Pick<WaysInDependencies, "throttle" | "digest">;

/**
 * Counts a try against a limit, over all processes.
 *
 * @param who whom it is counted for; it is kept as a keyed digest only
 */
export async function limitTries(deps: Deps, limit: TryLimit, who: string): Promise<Result<null, TooMany>> {
  const key = `${limit.name}:${deps.digest.fingerprint(`${limit.name} ${who}`)}`;
  const { tries, resetsInSeconds } = await deps.throttle.count(key, limit.windowSeconds);
  return tries > limit.most ? err({ minutes: minutesLeft(resetsInSeconds) }) : ok(null);
}
