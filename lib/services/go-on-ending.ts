import { ENDING_DEADLINE_MS, ENDING_TRY_MS, LAST_TRY_MS } from "../core/connections/ending-policy";
import type { ConnectionRecord } from "../core/connections/record";
import type { EndingTry } from "../core/ports/connections";
import type { Dependencies } from "./dependencies";
import { endAccess, giveUp } from "./end-access";

/**
 * Goes on with disconnects whose next try is due, side by side.
 *
 * @param only the one connection to look at; null: all of them
 * @returns how many were taken, and how many of them were tried to the end
 */
export async function goOnEnding(
  deps: Dependencies,
  atOnce: number,
  only: string | null,
): Promise<{ readonly taken: number; readonly tried: number }> {
  const due = await deps.connections.takeDueEndings({ tryMs: ENDING_TRY_MS, limit: atOnce, only, askedBeforeMs: 0 });
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
  return { taken: due.length, tried: tried.reduce<number>((sum, one) => sum + one, 0) };
}

/** Gives up what is still waiting for a try after its time: where many ended at once their secrets would outlive it. @returns how many */
export async function giveUpOverdue(deps: Dependencies, atOnce: number): Promise<number> {
  const askedBeforeMs = ENDING_DEADLINE_MS + LAST_TRY_MS;
  const late = await deps.connections.takeDueEndings({ tryMs: ENDING_TRY_MS, limit: atOnce, only: null, askedBeforeMs });
  await Promise.all(late.map(({ connection, ending }) => surely(deps, connection, ending)));
  return late.length;
}

/** Tried again when its time for this try is over. What breaks each time would go on for ever, so it ends at the deadline as well. */
async function broke(deps: Dependencies, connection: ConnectionRecord, ending: EndingTry, error: unknown): Promise<void> {
  deps.logger.error("a disconnect could not be finished", { connection: connection.id, error });
  if (ending.askedMsAgo >= ENDING_DEADLINE_MS) await surely(deps, connection, ending);
}

async function surely(deps: Dependencies, connection: ConnectionRecord, ending: EndingTry): Promise<void> {
  await giveUp(deps, connection, ending).catch((again: unknown) => {
    deps.logger.error("a disconnect could not be given up", { connection: connection.id, error: again });
  });
}
