import { tileCounts } from "./admin-overview";
import type { Dependencies } from "./dependencies";

/** Folds what was renewed into figures, piece by piece until nothing is left. */
export async function foldFigures(deps: Pick<Dependencies, "figures" | "stopping">): Promise<void> {
  while (!deps.stopping()) if (await deps.figures.fold()) return;
}

/** Notes once an hour, for the whole deployment, what the tiles of the overview show. */
export async function noteCounts(deps: Pick<Dependencies, "figures" | "admin">): Promise<void> {
  if (!(await deps.figures.mayNote())) return;
  await deps.figures.noteCounts(tileCounts(await deps.admin.health()));
}
