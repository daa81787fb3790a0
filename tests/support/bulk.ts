import type { JobState } from "@/lib/core/jobs/job-state";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { runJobs } from "@/lib/services/jobs/run-jobs";
import { NO_QUERY } from "@/lib/views/admin-query";
import type { JobAsk, JobDetailView, JobPreviewView } from "@/lib/views/jobs";
import type { House } from "./house";

/** Everything of one owner, or of everybody. */
export const allOf = (act: string, owner = ""): JobAsk => ({ act, ids: [], all: true, query: { ...NO_QUERY, owner } });
export const these = (act: string, ids: readonly string[]): JobAsk => ({ act, ids, all: false, query: NO_QUERY });

export async function preview(house: House, actor: Actor, asked: JobAsk): Promise<JobPreviewView> {
  const seen = await house.services.previewJob(actor, { ...asked, kept: null });
  if (!seen.ok) throw new Error(`no preview: ${seen.error.code} ${seen.error.cause ?? ""}`);
  return seen.value;
}

/** Looks at what it would do, types the number and begins it. @returns its id */
export async function begin(house: House, actor: Actor, asked: JobAsk): Promise<string> {
  const { job, total } = await preview(house, actor, asked);
  const created = await house.services.createJob(actor, { ...asked, job, shown: total, typed: String(total) });
  if (!created.ok) throw new Error(`no job: ${created.error.code}`);
  return created.value.id;
}

export async function jobNow(
  house: House,
  actor: Actor,
  id: string,
  show: "failed" | "skipped" | null = null,
): Promise<JobDetailView> {
  const seen = await house.services.job(actor, { id, show, after: null });
  if (!seen.ok) throw new Error(`no job: ${seen.error.code}`);
  return seen.value;
}

/** Works on jobs until this one stands so. */
export async function workUntil(
  house: House,
  actor: Actor,
  id: string,
  state: JobState,
  deps: Dependencies = house.container.dependencies,
) {
  for (let round = 0; round < 400; round++) {
    await runJobs(deps);
    const job = await jobNow(house, actor, id);
    if (job.state === state) return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it is ${(await jobNow(house, actor, id)).state} and not ${state}`);
}
