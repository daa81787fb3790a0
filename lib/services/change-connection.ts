import type { ConnectionStatus } from "../core/connections/connection";
import { cleanLabel } from "../core/connections/label";
import type { ConnectionRecord } from "../core/connections/record";
import { refreshAfter, renewalRhythm } from "../core/connections/refresh-policy";
import { allows } from "../core/connections/transitions";
import { failure } from "../core/errors";
import type { NewAudit } from "../core/ports/history";
import { err, ok } from "../core/result";
import type { Actor, ConnectionServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { definitionOf } from "./resolve-target";

type Deps = Pick<Dependencies, "connections" | "clock" | "definitions">;

/** Renames a connection. Labels are unique per seller, without regard to case. */
export async function renameConnection(
  deps: Deps,
  actor: Actor,
  input: { readonly id: string; readonly label: string },
): ReturnType<ConnectionServices["renameConnection"]> {
  const connection = await deps.connections.ofOwner(actor.userId, input.id);
  if (!connection) return err(failure("not_found"));
  const label = cleanLabel(input.label);
  if (label === null) return err(failure("label_invalid"));
  if (label === connection.label) return ok({ from: label, to: label });

  const renamed = await deps.connections.rename(actor.userId, input.id, label, {
    events: [{ type: "renamed", actorKind: "seller", actorId: actor.userId, data: { from: connection.label, to: label } }],
    audit: [{ action: "connection_renamed", actorKind: "seller", actorId: actor.userId, object: input.id, result: "done" }],
  });
  if (renamed === "renamed") return ok({ from: connection.label, to: label });
  return err(failure(renamed === "label_conflict" ? "label_taken" : "not_found"));
}

/** Stops or takes up renewing of the actor's own connection. */
export async function setPaused(
  deps: Deps,
  actor: Actor,
  id: string,
  paused: boolean,
): ReturnType<ConnectionServices["pauseConnection"]> {
  const connection = await deps.connections.ofOwner(actor.userId, id);
  if (!connection) return err(failure("not_found"));
  return pauseOrResume(deps, connection, paused, { actorKind: "seller", actorId: actor.userId });
}

/** Stops or takes up renewing, for whoever may. A paused connection keeps its access sealed and unused. */
export async function pauseOrResume(
  deps: Deps,
  connection: ConnectionRecord,
  paused: boolean,
  by: Pick<NewAudit, "actorKind" | "actorId"> & { readonly data?: { readonly job: string } },
): ReturnType<ConnectionServices["pauseConnection"]> {
  const { id, ownerId } = connection;
  const { obtainedAt, accessExpiresAt, generation, hasRefresh } = connection.keeping;
  const rhythm = renewalRhythm(definitionOf(deps, connection.providerId));
  const due = hasRefresh
    ? refreshAfter({ obtainedAt, expiresAt: accessExpiresAt, ...rhythm, connectionId: id, generation })
    : null;
  const type = paused ? "paused" : "resumed";
  const isSo = (status: ConnectionStatus) => status === (paused ? "PAUSED" : "ACTIVE");
  // Pressed twice, or in another window: what was wanted is so.
  if (isSo(connection.status)) return ok({ label: connection.label });
  if (!allows(connection.status, type)) return err(failure("not_usable"));
  const done = await deps.connections.setPaused(ownerId, id, paused, due, {
    events: [{ ...by, type }],
    audit: [{ ...by, action: `connection_${type}`, object: id, result: "done" }],
  });
  if (done === "done") return ok({ label: connection.label });
  const now = await deps.connections.ofOwner(ownerId, id);
  return now && isSo(now.status) ? ok({ label: now.label }) : err(failure("not_usable"));
}
