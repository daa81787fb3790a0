import { failure } from "../core/errors";
import { err, ok } from "../core/result";
import { kindOf } from "../core/roles";
import type { Actor } from "./actor";
import type { AdminTableServices } from "./admin-table-contract";
import { audited } from "./audited";
import { connectionDetail } from "./connection-detail";
import type { Dependencies } from "./dependencies";
import { permittedResult } from "./permitted";

/** Writes down that somebody is about to look at a connection as its seller sees it. */
export function askToSeeAsSeller(
  deps: Dependencies,
  actor: Actor,
  id: string,
): ReturnType<AdminTableServices["askToSeeAsSeller"]> {
  return audited(deps, actor, "see_health", { action: "seen_as_seller", object: id }, async () => {
    if ((await deps.connections.byId(id)) === null) return err(failure("not_found"));
    await deps.audit.write({
      action: "seen_as_seller",
      actorKind: kindOf(actor.role),
      actorId: actor.userId,
      object: id,
      result: "done",
    });
    return ok(null);
  });
}

/**
 * The seller's own page about a connection, as its seller reads it.
 *
 * Read in the seller's name and by nothing that could act: whoever calls this has proof that `askToSeeAsSeller` wrote it down.
 */
export function seeAsSeller(
  deps: Dependencies,
  actor: Actor,
  { id, timeZone }: Parameters<AdminTableServices["seeAsSeller"]>[1],
): ReturnType<AdminTableServices["seeAsSeller"]> {
  return permittedResult(actor, "see_health", async () => {
    const found = await deps.admin.connection(id);
    if (found === null) return err(failure("not_found"));
    const { owner } = found;
    const seller: Actor = { userId: owner.id, sessionId: actor.sessionId, role: "seller" };
    const asked = { id, connection: id, kind: null, from: null, to: null, before: null, timeZone };
    const shown = await connectionDetail(deps, seller, asked);
    return shown.ok ? ok({ connection: shown.value, owner }) : shown;
  });
}
