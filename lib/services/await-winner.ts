import { isEnded } from "../core/connections/connection";
import { type Failure, failure } from "../core/errors";
import type { RefreshProgress } from "../core/ports/refreshes";
import { err, ok, type Result } from "../core/result";
import type { Dependencies } from "./dependencies";

/** Short enough to add little to the winner's own time, long enough not to be a load. */
const LOOK_EVERY_MS = 25;
const LONGEST_STEP_MS = 200;

/**
 * Waits for whoever is refreshing a connection and takes their result, good or bad: a loser never asks
 * the provider again.
 *
 * @param generation the one that is being refreshed @param longestMs after which "not now" is the answer
 */
export async function awaitWinner(
  deps: Pick<Dependencies, "refreshes" | "clock" | "sleep">,
  connectionId: string,
  generation: number,
  longestMs: number,
): Promise<Result<{ readonly generation: number }, Failure>> {
  const until = deps.clock.monotonicMs() + longestMs;
  for (let step = LOOK_EVERY_MS; deps.clock.monotonicMs() < until; step = Math.min(LONGEST_STEP_MS, step * 1.5)) {
    const now = await deps.refreshes.progress(connectionId);
    if (now === null) return err(failure("not_found"));
    if (isEnded(now.status)) return err(failure("not_usable"));
    if (now.generation !== generation) return ok({ generation: now.generation });
    if (!now.inFlight) return resultOf(now);
    await deps.sleep(step);
  }
  return err(failure("refresh_failed", "another refresh did not end in time"));
}

function resultOf({ status, generation, lastState }: RefreshProgress): Result<{ readonly generation: number }, Failure> {
  // It ended between our claim and our first look, so the generation that we saw is its result already.
  if (lastState === "COMMITTED" || lastState === "SUPERSEDED") return ok({ generation });
  const code = status === "NEEDS_REAUTH" ? "reconnect_needed" : "refresh_failed";
  return err(failure(code, "the refresh that ran before failed"));
}
