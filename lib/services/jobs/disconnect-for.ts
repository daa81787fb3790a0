import { ENDING_TRY_MS } from "../../core/connections/ending-policy";
import type { ItemResult, JobRecord } from "../../core/ports/jobs";
import { beginEnding } from "../begin-ending";
import type { Dependencies } from "../dependencies";
import { endAccess } from "../end-access";

/**
 * Ends one connection for a job: the tombstone, from which moment no token of it is used, and the first try of its
 * cancellation. What the provider leaves open is asked again by the engine, as after any disconnect; its receipt says so.
 *
 * @param emergencyId only while this emergency lasts
 */
export async function disconnectFor(
  deps: Dependencies,
  job: JobRecord,
  key: string,
  emergencyId: string | null = null,
): Promise<ItemResult> {
  const connection = await deps.connections.byId(key);
  if (!connection) return { key, did: "skipped", reason: "gone" };
  const by = { actorKind: "admin", actorId: job.createdBy?.id ?? null, data: { job: job.id } } as const;
  const ending = await beginEnding(deps, key, ENDING_TRY_MS, by, emergencyId);
  if (!ending) return { key, did: "skipped", reason: "disconnected" };
  await endAccess(deps, connection, ending).catch((error: unknown) =>
    deps.logger.warn("the first try of a cancellation broke", { connection: key, error }),
  );
  return { key, did: "done" };
}
