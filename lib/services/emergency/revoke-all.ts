import type { ItemResult, JobRecord } from "../../core/ports/jobs";
import type { Dependencies } from "../dependencies";
import { disconnectFor } from "../jobs/disconnect-for";
import { eachOf, type JobKind } from "../jobs/job-kind";

/** The name of this kind of work. */
export const REVOKE = "revoke";

const AT_ONCE = 50;
const SIDE_BY_SIDE = 4;

/**
 * Ends every connection that an emergency is about, as a disconnect does, each with its receipt. The stop does not hold it
 * back: it uses no access for anything but to cancel it.
 */
export const revokeAll: JobKind = {
  name: REVOKE,
  permission: "emergency_stop",
  stepUp: true,
  atOnce: AT_ONCE,
  hasReceipts: true,
  next: async ({ emergencies }, { params }, after, limit) => {
    const { keys, cursor } = await emergencies.toEnd(String(params["emergency"]), after, limit);
    return { keys, cursor: cursor ?? after, isLast: cursor === null };
  },
  did: (deps, job, key) => deps.bulk.didBefore(job.id, key, "disconnected"),
  act: (deps, job, keys, again) => eachOf(keys, SIDE_BY_SIDE, (key) => endOne(deps, job, key, again)),
};

/** Only while the emergency lasts: afterwards sellers come back, and what they bring is new. */
async function endOne(deps: Dependencies, job: JobRecord, key: string, again: boolean): Promise<ItemResult> {
  const emergency = String(job.params["emergency"]);
  const result = await disconnectFor(deps, job, key, emergency);
  if (result.did !== "skipped") return result;
  if (again && (await deps.bulk.didBefore(job.id, key, "disconnected"))) return { key, did: "done" };
  const lasts = (await deps.emergencies.byId(emergency))?.endedAt === null;
  return lasts ? result : { key, did: "skipped", reason: "lifted" };
}
