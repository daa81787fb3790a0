import "#node-only";
import { ENDING_TRY_MS } from "../core/connections/ending-policy";
import { failure } from "../core/errors";
import { err, ok } from "../core/result";
import type { Actor, ConnectionServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { endAccess } from "./end-access";
import { definitionOf } from "./resolve-target";

/**
 * Ends a connection: first the tombstone, from which moment no token of it is used; then the first try of
 * the cancellation, which is all that the seller waits for. The history stays.
 */
export async function disconnectConnection(
  deps: Dependencies,
  actor: Actor,
  id: string,
): ReturnType<ConnectionServices["disconnectConnection"]> {
  const connection = await deps.connections.ofOwner(actor.userId, id);
  if (!connection) return err(failure("not_found"));
  const by = { actorKind: "seller", actorId: actor.userId } as const;
  const ending = await deps.connections.requestRevocation(id, ENDING_TRY_MS, {
    events: [{ ...by, type: "disconnected" }],
    audit: [{ ...by, action: "connection_disconnected", object: id, result: "done" }],
  });
  if (!ending) return err(failure("not_usable"));

  const { result, accessUntil } = await endAccess(deps, connection, ending);
  return ok({
    label: connection.label,
    provider: definitionOf(deps, connection.providerId)?.displayName ?? connection.providerId,
    result,
    accessUntil: accessUntil?.toISOString() ?? null,
  });
}
