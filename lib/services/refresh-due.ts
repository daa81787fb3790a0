import type { Dependencies } from "./dependencies";
import { refreshConnection } from "./refresh-connection";

/**
 * One pass of the scheduler: refreshes what is due, longest overdue first, a few at a time.
 *
 * Several processes may run it at once; the claim of each connection decides who refreshes it. One
 * connection's fault never ends the pass.
 *
 * @param atOnce refreshes in flight @param most connections in one pass
 * @param stopping asked before each connection: what runs is finished, nothing else is begun
 * @returns how many were due in this pass
 */
export async function refreshDue(
  deps: Dependencies,
  { atOnce, most, stopping = () => false }: { readonly atOnce: number; readonly most: number; readonly stopping?: () => boolean },
): Promise<number> {
  const due = await deps.refreshes.due(most);
  const queue = [...due];
  const work = async () => {
    for (let id = queue.shift(); id !== undefined && !stopping(); id = queue.shift()) {
      try {
        await refreshConnection(deps, { connectionId: id, trigger: "scheduler", ifGeneration: null });
      } catch (error) {
        deps.logger.error("a scheduled refresh broke", { connection: id, error });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, due.length) }, work));
  return due.length;
}
