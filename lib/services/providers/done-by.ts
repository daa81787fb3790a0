import type { NewAudit } from "../../core/ports/history";
import { kindOf } from "../../core/roles";
import type { Actor } from "../actor";

/** The audit entry of something that an admin did. @param data never a secret */
export const doneBy = (actor: Actor, action: string, object: string, data: NewAudit["data"] = {}): NewAudit => ({
  action,
  actorKind: kindOf(actor.role),
  actorId: actor.userId,
  object,
  result: "done",
  data,
});
