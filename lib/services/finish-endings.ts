import { beginEnding } from "./begin-ending";
import type { Dependencies } from "./dependencies";
import { goOnEnding } from "./go-on-ending";

/** Few enough that a provider which hangs keeps nobody waiting for long, since they are asked side by side. */
const AT_ONCE = 10;
const FORGOTTEN_AT_ONCE = 50;

/**
 * Goes on with disconnects whose next try is due: the provider did not answer before, or a crash cut them
 * off between the tombstone and the end. So no connection stands half ended and no secret outlives its time.
 * What people who are being forgotten still have is ended first.
 *
 * @returns how many were tried
 */
export async function finishEndings(deps: Dependencies): Promise<number> {
  for (const { id } of await deps.connections.ofForgotten(FORGOTTEN_AT_ONCE))
    await beginEnding(deps, id, 0, { actorKind: "holdfast", actorId: null });
  return goOnEnding(deps, AT_ONCE, null);
}
