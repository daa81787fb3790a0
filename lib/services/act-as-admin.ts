import "#node-only";
import type { ConnectionRecord } from "../core/connections/record";
import { type Failure, failure } from "../core/errors";
import { err, ok, type Result } from "../core/result";
import type { AdminActName } from "../views/admin";
import type { Actor } from "./actor";
import type { AdminActDone } from "./admin-table-contract";
import { audited } from "./audited";
import { pauseOrResume } from "./change-connection";
import type { Dependencies } from "./dependencies";
import { endConnection } from "./disconnect-connection";
import { refreshAsked } from "./refresh-own";

/** As the audit calls each; what is done in a transaction of its own is written there under the same name. */
const ACTION: Readonly<Record<AdminActName, string>> = {
  refresh: "connection_refresh_asked",
  pause: "connection_paused",
  resume: "connection_resumed",
  disconnect: "connection_disconnected",
};

/** One act on one connection of anybody's. Its seller reads in their history that an admin did it. */
export function actAsAdmin(
  deps: Dependencies,
  actor: Actor,
  { id, act }: { readonly id: string; readonly act: AdminActName },
): Promise<Result<AdminActDone, Failure>> {
  return audited(deps, actor, "act_on_connections", { action: ACTION[act], object: id }, async () => {
    const connection = await deps.connections.byId(id);
    return connection === null ? err(failure("not_found")) : actOnConnection(deps, actor.userId, connection, act);
  });
}

/**
 * The act itself, for whoever was allowed it: a click, or a job over many. That it was done is audited.
 *
 * @param adminId public id of the admin in whose name it is done
 */
export async function actOnConnection(
  deps: Dependencies,
  adminId: string,
  connection: ConnectionRecord,
  act: AdminActName,
): Promise<Result<AdminActDone, Failure>> {
  const by = { actorKind: "admin", actorId: adminId } as const;
  const { id, label } = connection;
  if (act === "refresh") {
    const refreshed = await refreshAsked(deps, connection, "admin");
    if (!refreshed.ok) return refreshed;
    const { did } = refreshed.value;
    await deps.audit.write({ ...by, action: ACTION.refresh, object: id, result: "done", data: { did } });
    return ok({ label, did });
  }
  if (act === "disconnect") {
    const ended = await endConnection(deps, connection, by);
    return ended.ok ? ok({ label, did: "disconnected" }) : ended;
  }
  const changed = await pauseOrResume(deps, connection, act === "pause", by);
  return changed.ok ? ok({ label, did: act === "pause" ? "paused" : "resumed" }) : changed;
}
