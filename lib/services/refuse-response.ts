import type { AttemptRecord } from "../core/ports/attempts";
import type { Actor, FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { NOT_OURS } from "./not-ours";

/**
 * Ends an attempt whose response was not made for it. Who started it is told so; anybody else learns nothing.
 *
 * @param action the name under which it is audited
 */
export async function refuseResponse(
  deps: Pick<Dependencies, "attempts">,
  attempt: AttemptRecord,
  actor: Actor | null,
  action: string,
): ReturnType<FlowServices["completeConnection"]> {
  await deps.attempts.finish(attempt.id, "mismatch", null, {
    action,
    actorKind: "seller",
    actorId: actor?.userId ?? null,
    object: attempt.id,
    result: "denied",
    reference: attempt.reference,
  });
  return actor?.userId === attempt.userId ? { attemptId: attempt.id, outcome: "mismatch" } : NOT_OURS;
}
