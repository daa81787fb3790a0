import type { Dependencies } from "./dependencies";
import { endAccess } from "./end-access";

/** A disconnect that still stands after so long was cut off: its process waits for the provider a fraction of that. */
const CUT_OFF_MS = 2 * 60_000;
const AT_ONCE = 20;

/**
 * Finishes disconnects that a crash cut off between the tombstone and the end, so that no connection
 * stands half ended and no secret outlives its connection.
 *
 * @returns how many were finished
 */
export async function finishEndings(deps: Dependencies): Promise<number> {
  let finished = 0;
  for (const { connection, stored } of await deps.connections.takeUnfinishedEndings(CUT_OFF_MS, AT_ONCE)) {
    try {
      await endAccess(deps, connection, stored);
      finished += 1;
    } catch (error) {
      deps.logger.error("a disconnect could not be finished", { connection: connection.id, error });
    }
  }
  return finished;
}
