import "#node-only";
import type { RevocationResult } from "../core/connections/connection";
import type { ConnectionRecord } from "../core/connections/record";
import type { StoredSecret } from "../core/ports/connections";
import type { Dependencies } from "./dependencies";
import { definitionOf, resolveTarget } from "./resolve-target";
import { openTokens, ownerOf } from "./seal-tokens";

/** The second half of a disconnect: the cancellation as the definition describes it, then the secrets are destroyed, whatever the provider said. */
export async function endAccess(
  deps: Dependencies,
  connection: ConnectionRecord,
  stored: StoredSecret,
): Promise<RevocationResult> {
  const result = await cancelAtProvider(deps, connection, stored);
  await deps.connections.finishRevocation(connection.id, result, {
    events: [{ type: `disconnect_${result}`, actorKind: result === "no_way" ? "holdfast" : "provider", actorId: null }],
    audit: [
      {
        action: "revocation_ended",
        actorKind: "holdfast",
        actorId: null,
        object: connection.id,
        result: result === "unconfirmed" ? "failed" : "done",
        data: { result },
      },
    ],
  });
  return result;
}

async function cancelAtProvider(
  deps: Dependencies,
  connection: ConnectionRecord,
  stored: StoredSecret,
): Promise<RevocationResult> {
  const registration = await deps.registrations.byId(connection.registrationId);
  const target = registration && resolveTarget(deps, registration);
  const owner = ownerOf(connection);
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
