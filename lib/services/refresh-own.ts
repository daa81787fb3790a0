import type { ConnectionRecord } from "../core/connections/record";
import { allows } from "../core/connections/transitions";
import { failure } from "../core/errors";
import type { RefreshTrigger } from "../core/ports/refreshes";
import { err, ok } from "../core/result";
import type { Actor, ConnectionServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { refreshConnection } from "./refresh-connection";

/** A person may ask once in this many milliseconds per connection. */
export const ASK_EVERY_MS = 60_000;
/** Access renewed more recently than this needs no second renewal. */
const FRESH_MS = 60_000;

/** "Refresh now" of the actor's own connection. */
export async function refreshOwn(
  deps: Dependencies,
  actor: Actor,
  id: string,
): ReturnType<ConnectionServices["refreshConnection"]> {
  const connection = await deps.connections.ofOwner(actor.userId, id);
  if (!connection) return err(failure("not_found"));
  return refreshAsked(deps, connection, "seller");
}

/** "Refresh now", for whoever may: limited per connection, and refused where it cannot help. */
export async function refreshAsked(
  deps: Dependencies,
  connection: ConnectionRecord,
  trigger: RefreshTrigger,
): ReturnType<ConnectionServices["refreshConnection"]> {
  const { id, ownerId } = connection;
  if (connection.stoppedAt !== null) return err(failure("stopped"));
  if (connection.status === "NEEDS_REAUTH") return err(failure("reconnect_needed"));
  if (!allows(connection.status, "refresh_started") || !connection.keeping.hasRefresh) return err(failure("not_usable"));
  const { keeping } = connection;
  const renewsAt = keeping.refreshAfter?.toISOString() ?? null;
  const { askedMs, renewedMs } = await deps.connections.sinceRefresh(id);
  if (renewedMs !== null && renewedMs < FRESH_MS && keeping.failuresInRow === 0) return ok({ did: "not_needed", renewsAt });
  if (askedMs !== null && askedMs < ASK_EVERY_MS) {
    const progress = await deps.refreshes.progress(id);
    return progress?.inFlight ? ok({ did: "busy", renewsAt }) : err(failure("too_soon"));
  }

  const refreshed = await refreshConnection(deps, { connectionId: id, trigger, ifGeneration: keeping.generation });
  if (!refreshed.ok) return refreshed;
  const now = await deps.connections.ofOwner(ownerId, id);
  return ok({ did: "renewed", renewsAt: now?.keeping.refreshAfter?.toISOString() ?? null });
}
