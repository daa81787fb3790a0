import { beginEnding } from "./begin-ending";
import type { Dependencies } from "./dependencies";
import { giveUpOverdue, goOnEnding } from "./go-on-ending";

/** Few enough that a provider which hangs keeps nobody waiting for long, since they are asked side by side. */
const AT_ONCE = 10;
const FORGOTTEN_AT_ONCE = 50;
const OVERDUE_AT_ONCE = 50;
/** How often whoever is busy with many looks for what has had its time. */
const OVERDUE_EVERY_MS = 60_000;

/**
 * Goes on with disconnects whose next try is due, until none is: the provider did not answer before, or a crash cut them
 * off between the tombstone and the end. So no connection stands half ended and no secret outlives its time, however many
 * were ended at once. What people who are being forgotten still have is ended first.
 *
 * @returns how many were tried
 */
export async function finishEndings(deps: Dependencies): Promise<number> {
  for (const { id } of await deps.connections.ofForgotten(FORGOTTEN_AT_ONCE))
    await beginEnding(deps, id, 0, { actorKind: "holdfast", actorId: null });
  let sum = 0;
  for (let lookedMs = Number.NEGATIVE_INFINITY; ; ) {
    if (deps.clock.monotonicMs() - lookedMs >= OVERDUE_EVERY_MS) {
      lookedMs = deps.clock.monotonicMs();
      while ((await giveUpOverdue(deps, OVERDUE_AT_ONCE)) === OVERDUE_AT_ONCE && !deps.stopping());
    }
    const { taken, tried } = await goOnEnding(deps, AT_ONCE, null);
    sum += tried;
    if (taken < AT_ONCE || deps.stopping()) return sum;
  }
}
