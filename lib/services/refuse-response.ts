import type { AttemptRecord } from "../core/ports/attempts";
import type { FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { byGiver, endingOf, type Giver, starterOf } from "./giver";
import { NOT_OURS } from "./not-ours";

/**
 * Ends an attempt whose response was not made for it. Who started it is told so; anybody else learns nothing.
 *
 * @param from who brought the response; null: nobody we know
 * @param action the name under which it is audited
 */
export async function refuseResponse(
  deps: Pick<Dependencies, "attempts">,
  attempt: AttemptRecord,
  from: Giver | null,
  action: string,
): ReturnType<FlowServices["completeConnection"]> {
  const starter = starterOf(attempt);
  await deps.attempts.finish(attempt.id, "mismatch", null, {
    ...byGiver(starter),
    actorId: from && byGiver(from).actorId,
    action,
    object: attempt.id,
    result: "denied",
    reference: attempt.reference,
  });
  const isStarter = from?.userId === starter.userId && from.linkId === starter.linkId;
  return isStarter ? endingOf(attempt, "mismatch") : NOT_OURS;
}
