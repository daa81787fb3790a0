import "#node-only";
import type { RevocationResult } from "../core/connections/connection";
import type { ConnectionRecord } from "../core/connections/record";
import { failure } from "../core/errors";
import type { StoredSecret } from "../core/ports/connections";
import { err, ok } from "../core/result";
import type { Actor, ConnectionServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { definitionOf, resolveTarget } from "./resolve-target";
import { openTokens } from "./seal-tokens";

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

  const result = await cancelAtProvider(deps, connection, stored);
  await deps.connections.finishRevocation(id, result, {
    events: [{ type: `disconnect_${result}`, actorKind: result === "no_way" ? "holdfast" : "provider", actorId: null }],
    audit: [
      {
        action: "revocation_ended",
        actorKind: "holdfast",
        actorId: null,
        object: id,
        result: result === "unconfirmed" ? "failed" : "done",
        data: { result },
      },
    ],
  });
  return ok({
    label: connection.label,
    provider: definitionOf(deps, connection.providerId)?.displayName ?? connection.providerId,
    result,
  });
}

async function cancelAtProvider(
  deps: Dependencies,
  connection: ConnectionRecord,
  stored: StoredSecret,
): Promise<RevocationResult> {
  const registration = await deps.registrations.byId(connection.registrationId);
  const target = registration && resolveTarget(deps, registration);
  const owner = {
    userId: connection.ownerId,
    providerId: connection.providerId,
    environmentId: connection.environmentId,
    registrationId: connection.registrationId,
    connectionId: connection.id,
  };
  const opened = stored.sealed === null ? null : openTokens(deps, stored.sealed, owner, stored.generation);
  // Without the secret nobody can ask the provider; the seller is told that it was not confirmed.
  if (!target?.ok || !opened?.ok)
    return definitionOf(deps, connection.providerId)?.revocation.kind === "undocumented" ? "no_way" : "unconfirmed";

  const { accessToken, refreshToken, variables } = opened.value;
  const outcome = await deps.provider.revoke({ target: target.value, accessToken, refreshToken, variables });
  if (outcome.kind === "no_way") return "no_way";
  if (outcome.kind === "revoked") return "confirmed";
  deps.logger.warn("a provider did not cancel access", {
    connection: connection.id,
    class: outcome.class,
    status: outcome.evidence.status,
  });
  return "unconfirmed";
}
