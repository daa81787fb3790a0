import type { ConnectionRecord } from "../core/connections/record";
import { allows } from "../core/connections/transitions";
import { failure } from "../core/errors";
import { reference } from "../core/ids";
import type { ProviderDefinition } from "../core/providers/definition";
import { err, ok } from "../core/result";
import type { Actor, ConnectionServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { probeConnection } from "./probe-connection";
import { readCheck } from "./read-check";
import { definitionOf } from "./resolve-target";

/** A person may check a connection once in this many milliseconds. */
export const CHECK_EVERY_MS = 60_000;

/** Whether there is anything to ask: a connection in use, and a call that the provider answers without a change. */
const canCheck = (definition: ProviderDefinition | null, { status }: Pick<ConnectionRecord, "status">): boolean =>
  allows(status, "refresh_started") && definition !== null && definition.api.probe !== null;

/** Seconds until a check is possible; null where there is nothing to check. */
export const checkWait = (definition: ProviderDefinition | null, connection: ConnectionRecord): number | null =>
  connection.stoppedAt === null && canCheck(definition, connection)
    ? Math.ceil((connection.keeping.checkWaitMs ?? 0) / 1000)
    : null;

/**
 * "Check now": asks the provider whether access works, and says what came back. Limited per connection.
 *
 * Nothing of the connection changes by it, apart from a renewal that the answer calls for.
 */
export async function checkConnection(
  deps: Dependencies,
  actor: Actor,
  id: string,
): ReturnType<ConnectionServices["checkConnection"]> {
  const connection = await deps.connections.ofOwner(actor.userId, id);
  if (!connection) return err(failure("not_found"));
  if (connection.stoppedAt !== null) return err(failure("stopped"));
  if (connection.status === "NEEDS_REAUTH") return err(failure("reconnect_needed"));
  const definition = definitionOf(deps, connection.providerId);
  if (definition === null || !canCheck(definition, connection)) return err(failure("not_usable"));
  if (!(await deps.connections.checks.begin(actor.userId, id, CHECK_EVERY_MS))) return err(failure("too_soon"));

  const probed = await probeConnection(deps, connection);
  if (!probed.ok) return probed;
  const code = reference(deps.randomness.fraction);
  const { view, event, refusal, waitMs } = readCheck(definition, connection, probed.value, {
    now: deps.clock.now(),
    reference: code,
  });
  const by = { actorKind: "seller", actorId: actor.userId } as const;
  if (waitMs > 0) await deps.connections.checks.holdOff(id, waitMs);
  if (view.did === "works") await deps.connections.checks.worked(id);
  if (refusal) {
    const { registrationId: registration } = connection;
    const data = { ...refusal, registration };
    await deps.audit.write({ ...by, action: "api_use_refused", object: id, result: "failed", reference: code, data });
    deps.logger.warn("a provider refused a call of its API", { connection: id, ...data, reference: code });
  }
  await deps.connections.note(id, [{ ...by, ...event, reference: view.did === "works" ? null : code }]);
  return ok(view);
}
