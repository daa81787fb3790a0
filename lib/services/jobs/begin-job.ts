import { publicId } from "../../core/ids";
import type { NewAudit } from "../../core/ports/history";
import type { Dependencies } from "../dependencies";
import type { JobOrder } from "./job-kind";

type Deps = Pick<Dependencies, "jobs" | "randomness">;

/** An id for a job that somebody may begin; a form that carries it can be sent twice and begins one. */
export const newJobId = ({ randomness }: Pick<Dependencies, "randomness">): string => publicId("job", randomness.token(18));

/**
 * Writes a job down for the workers, with its audit. Whoever calls has asked for the kind's permission.
 *
 * @param by public id of whoever begins it
 * @param id of an earlier try to begin the same; left out: a new one
 * @param audit of what it is begun for, written with it, once
 * @returns the job's id
 */
export async function beginJob(
  deps: Deps,
  by: string,
  order: JobOrder,
  id = newJobId(deps),
  audit: readonly NewAudit[] = [],
): Promise<string> {
  await deps.jobs.create({ ...order, id, state: "waiting", createdBy: by }, [
    ...audit,
    {
      action: "job_created",
      actorKind: "admin",
      actorId: by,
      object: id,
      result: "done",
      data: { kind: order.kind, count: order.total },
    },
  ]);
  return id;
}
