import { reference } from "../core/ids";
import type { EndingTry } from "../core/ports/connections";
import type { NewAudit } from "../core/ports/history";
import type { Dependencies } from "./dependencies";

/**
 * The tombstone of a connection, from which moment no token of it is used, with the number of its receipt.
 *
 * @param tryMs how long nobody else makes the first try; 0: whoever comes first
 * @param emergencyId only while this emergency lasts
 * @returns null: it is not in a state that can be ended
 */
export async function beginEnding(
  deps: Pick<Dependencies, "connections" | "randomness">,
  id: string,
  tryMs: number,
  by: Pick<NewAudit, "actorKind" | "actorId"> & { readonly data?: { readonly job: string } },
  emergencyId: string | null = null,
): Promise<EndingTry | null> {
  const number = reference(deps.randomness.fraction);
  const history = {
    events: [{ ...by, type: "disconnected", reference: number }],
    audit: [{ ...by, action: "connection_disconnected", object: id, result: "done" as const, reference: number }],
  };
  return deps.connections.requestRevocation(id, tryMs, number, history, emergencyId);
}
