import { isEnded } from "../core/connections/connection";
import { failure } from "../core/errors";
import { err, ok } from "../core/result";
import type { Dependencies } from "./dependencies";
import type { Refreshed } from "./refreshed";

/** What whoever asked is told when somebody else was faster: how the connection stands now. */
export async function afterSuperseded(deps: Pick<Dependencies, "connections">, connectionId: string): Promise<Refreshed> {
  const now = await deps.connections.byId(connectionId);
  if (!now) return err(failure("not_found"));
  if (isEnded(now.status)) return err(failure("not_usable"));
  return now.status === "NEEDS_REAUTH" ? err(failure("reconnect_needed")) : ok({ generation: now.keeping.generation });
}
