import { failure } from "../../core/errors";
import { looksLikeId } from "../../core/ids";
import type { JobEvent } from "../../core/jobs/job-state";
import { err, ok } from "../../core/result";
import type { JobAct } from "../../views/jobs";
import type { Actor } from "../actor";
import { audited } from "../audited";
import type { Dependencies } from "../dependencies";
import type { JobServices } from "./contract";
import { kindNamed } from "./job-kinds";

const EVENT = { pause: "paused", resume: "resumed", cancel: "cancelled" } as const satisfies Record<JobAct, JobEvent>;

/** Pauses a job, takes it up again or cancels it; whoever works on it goes by that before it begins anything more. */
export async function changeJob(
  deps: Pick<Dependencies, "jobs" | "audit">,
  actor: Actor,
  { id, act }: Parameters<JobServices["changeJob"]>[1],
): ReturnType<JobServices["changeJob"]> {
  const job = looksLikeId("job", id) ? await deps.jobs.byId(id) : null;
  const permission = kindNamed(job?.kind ?? "")?.permission ?? "act_on_connections";
  const action = `job_${EVENT[act]}`;
  return audited(deps, actor, permission, { action, object: id }, async () => {
    if (!job || job.state === "previewed") return err(failure("not_found"));
    const { kind, total, done, failed, skipped } = job;
    const changed = await deps.jobs.change(id, EVENT[act], [
      {
        action,
        actorKind: "admin",
        actorId: actor.userId,
        object: id,
        result: "done",
        data: { kind, count: total, done, failed, skipped },
      },
    ]);
    return changed ? ok(null) : err(failure("changed_meanwhile"));
  });
}
