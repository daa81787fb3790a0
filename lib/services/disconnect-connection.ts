import "#node-only";
import { failure } from "../core/errors";
import { err, ok } from "../core/result";
import type { Actor, ConnectionServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { endAccess } from "./end-access";
import { definitionOf } from "./resolve-target";

/**
 * Ends a connection: first the tombstone, from which moment no token of it is used; then the
 * cancellation as the definition describes it; then the secrets are destroyed, whatever the provider
 * said. The history stays.
 */
export async function disconnectConnection(
  deps: Dependencies,
  actor: Actor,
  id: string,
): ReturnType<ConnectionServices["disconnectConnection"]> {
  const connection = await deps.connections.ofOwner(actor.userId, id);
  if (!connection) return err(failure("not_found"));
  const by = { actorKind: "seller", actorId: actor.userId } as const;
  const stored = await deps.connections.requestRevocation(id, {
    events: [{ ...by, type: "disconnected" }],
    audit: [{ ...by, action: "connection_disconnected", object: id, result: "done" }],
  });
  if (!stored) return err(failure("not_usable"));

  const result = await endAccess(deps, connection, stored);
  return ok({
    label: connection.label,
    provider: definitionOf(deps, connection.providerId)?.displayName ?? connection.providerId,
    result,
  });
}
