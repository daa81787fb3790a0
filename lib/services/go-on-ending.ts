import { ENDING_DEADLINE_MS, ENDING_TRY_MS } from "../core/connections/ending-policy";
import type { ConnectionRecord } from "../core/connections/record";
import type { EndingTry } from "../core/ports/connections";
import type { Dependencies } from "./dependencies";
import { endAccess, giveUp } from "./end-access";

/**
 * Goes on with disconnects whose next try is due, side by side.
 *
 * @param only the one connection to look at; null: all of them
 * @returns how many were tried
 */
export async function goOnEnding(deps: Dependencies, atOnce: number, only: string | null): Promise<number> {
  const due = await deps.connections.takeDueEndings(ENDING_TRY_MS, atOnce, only);
  const tried = await Promise.all(
    due.map(async ({ connection, ending }) => {
      try {
        await endAccess(deps, connection, ending);
        return 1;
      } catch (error) {
        await broke(deps, connection, ending, error);
        return 0;
      }
    }),
  );
  return tried.reduce<number>((sum, one) => sum + one, 0);
}

/** Tried again when its time for this try is over. What breaks each time would go on for ever, so it ends at the deadline as well. */
async function broke(deps: Dependencies, connection: ConnectionRecord, ending: EndingTry, error: unknown): Promise<void> {
  deps.logger.error("a disconnect could not be finished", { connection: connection.id, error });
  if (ending.askedMsAgo < ENDING_DEADLINE_MS) return;
  await giveUp(deps, connection, ending).catch((again: unknown) => {
    deps.logger.error("a disconnect could not be given up", { connection: connection.id, error: again });
  });
}
