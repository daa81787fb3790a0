import "#node-only";
import { failure } from "../core/errors";
import { err } from "../core/result";
import type { RepairServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { findLink } from "./find-link";
import { linkEnd } from "./repair-page";
import { definitionOf } from "./resolve-target";
import { MOST_OPEN } from "./start-connection";
import { aimFlow, writeAttempt } from "./write-attempt";

/**
 * Writes an authorization attempt that a repair link stands behind: bound to the link and to the browser that pressed the
 * button, and to no session. It asks for what the connection has asked for before.
 */
export async function startRepair(
  deps: Dependencies,
  input: Parameters<RepairServices["startRepair"]>[0],
): ReturnType<RepairServices["startRepair"]> {
  const found = await findLink(deps, input);
  if (!found.ok) return found;
  const { link, connection } = found.value;
  if (connection === null || linkEnd(deps, found.value) !== null) return err(failure("not_usable"));
  const definition = definitionOf(deps, connection.providerId);
  if (!definition) return err(failure("off"));
  const aim = await aimFlow(deps, definition, connection, { environmentId: null, values: input.values });
  if (!aim.ok) return aim;
  if ((await deps.attempts.openOfLink(link.id)) >= MOST_OPEN) return err(failure("too_many_starts"));
  const binding = { userId: link.ownerId, sessionId: null, repairLinkId: link.id };
  const { label, scopeWanted } = connection;
  return writeAttempt(deps, binding, aim.value, { repaired: connection, label, scopes: scopeWanted });
}
