import type { AttemptRecord } from "../core/ports/attempts";
import type { NewAudit } from "../core/ports/history";
import type { FlowServices } from "./contract";

/**
 * On whose behalf a grant is taken: the owner of the connection, or somebody who came with a repair link of theirs. Then
 * `linkId` is set, and `userId` is still the owner's.
 */
export type Giver = { readonly userId: string; readonly linkId?: string };

/** Who stands in the history. */
export const byGiver = ({ userId, linkId }: Giver): Pick<NewAudit, "actorKind" | "actorId"> =>
  linkId === undefined ? { actorKind: "seller", actorId: userId } : { actorKind: "guest", actorId: linkId };

/** Who started an attempt, whatever stands in its way now. */
export const starterOf = ({ userId, repairLinkId }: Pick<AttemptRecord, "userId" | "repairLinkId">): Giver =>
  repairLinkId === null ? { userId } : { userId, linkId: repairLinkId };

/** The end of an attempt, as its callback tells it to the browser that started it. */
export const endingOf = (
  { id, repairLinkId }: Pick<AttemptRecord, "id" | "repairLinkId">,
  outcome: string,
): Awaited<ReturnType<FlowServices["completeConnection"]>> => ({
  attemptId: id,
  outcome,
  ...(repairLinkId !== null && { byLink: true }),
});
