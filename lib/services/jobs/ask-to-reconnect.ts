import type { ItemResult, JobRecord } from "../../core/ports/jobs";
import type { Dependencies } from "../dependencies";

/** Asks a connection's seller to reconnect it: in the app and by mail, once until it is done. */
export async function askToReconnect(deps: Pick<Dependencies, "bulk">, job: JobRecord, key: string): Promise<ItemResult> {
  const by = { actorKind: "admin", actorId: job.createdBy?.id ?? null, data: { job: job.id } } as const;
  const asked = await deps.bulk.ask(
    key,
    { ...by, type: "reconnect_asked" },
    { ...by, action: "reconnect_asked", object: key, result: "done" },
  );
  return asked === "asked" ? { key, did: "done" } : { key, did: "skipped", reason: "already_asked" };
}
