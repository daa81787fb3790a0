import "#node-only";
import { ENDING_TRY_MS } from "../core/connections/ending-policy";
import type { ConnectionRecord } from "../core/connections/record";
import { failure } from "../core/errors";
import type { NewAudit } from "../core/ports/history";
import { err, ok } from "../core/result";
import { beginEnding } from "./begin-ending";
import type { Actor, ConnectionServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { endAccess } from "./end-access";
import { goOnEnding } from "./go-on-ending";
import { definitionOf } from "./resolve-target";

/** A refresh that is under way usually ends sooner than this. */
const LONGEST_WAIT_MS = 3_000;
const LOOK_EVERY_MS = 100;

/** Ends the actor's own connection. */
export async function disconnectConnection(
  deps: Dependencies,
  actor: Actor,
  id: string,
): ReturnType<ConnectionServices["disconnectConnection"]> {
  const connection = await deps.connections.ofOwner(actor.userId, id);
  if (!connection) return err(failure("not_found"));
  return endConnection(deps, connection, { actorKind: "seller", actorId: actor.userId });
}

/**
 * Ends a connection, for whoever may: first the tombstone, from which moment no token of it is used; then the first try of
 * the cancellation, which is all that the seller waits for. The history stays.
 */
export async function endConnection(
  deps: Dependencies,
  connection: ConnectionRecord,
  by: Pick<NewAudit, "actorKind" | "actorId">,
): ReturnType<ConnectionServices["disconnectConnection"]> {
  const { id } = connection;
  const ending = await beginEnding(deps, id, ENDING_TRY_MS, by);
  if (!ending) return err(failure("not_usable"));

  await endAccess(deps, connection, ending);
  const now = await howItStands(deps, id, ending.inFlightMs);
  return ok({
    label: connection.label,
    provider: definitionOf(deps, connection.providerId)?.displayName ?? connection.providerId,
    result: now?.revocationResult ?? "pending",
    accessUntil: now?.accessUntil?.toISOString() ?? null,
  });
}

/** What a refresh under way brings is cancelled as soon as it arrives; to wait a moment for that spares the seller a "still trying". */
async function howItStands(deps: Dependencies, id: string, inFlightMs: number) {
  const until = deps.clock.monotonicMs() + Math.min(inFlightMs, LONGEST_WAIT_MS);
  for (;;) {
    // Due already where tokens arrived during the first try.
    await goOnEnding(deps, 1, id);
    const now = await deps.connections.byId(id);
    if (now?.status !== "REVOKING" || deps.clock.monotonicMs() >= until) return now;
    await deps.sleep(LOOK_EVERY_MS);
  }
}
