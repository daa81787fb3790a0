import type { Dependencies } from "./dependencies";

/**
 * Keeps true what admins count and find connections by, where no change does: states that only time has changed, and counts
 * that were only noted. Safe in any number of processes at once.
 */
export async function settleStates({ readModel, stopping }: Pick<Dependencies, "readModel" | "stopping">): Promise<void> {
  while (!stopping() && (await readModel.settleDue()));
  while (!stopping() && (await readModel.foldCounts()));
}
