import type { Dependencies } from "./dependencies";

/**
 * Erases what the journal still holds of connections that were ended: their sealed sets are destroyed, and
 * a copy of the last answer must not outlive them by an hour.
 *
 * @param unsettled leases whose reply still has to be dealt with
 */
export async function eraseEnded(
  deps: Pick<Dependencies, "journal" | "recovery">,
  unsettled: ReadonlySet<string>,
): Promise<void> {
  const kept = ((await deps.journal.entries()) ?? []).filter(({ leaseId, inFlight }) => !inFlight && !unsettled.has(leaseId));
  const ended = new Set(await deps.recovery.ended([...new Set(kept.map(({ connectionId }) => connectionId))]));
  for (const reply of kept) if (ended.has(reply.connectionId)) await deps.journal.erase(reply);
}
