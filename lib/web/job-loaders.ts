import "server-only";
import { redirect } from "next/navigation";
import { runtime } from "../runtime/current";
import type { JobDetailView, JobListView, JobPreviewView } from "../views/jobs";
import { routes } from "../views/routes";
import { readJobAsk } from "./job-ask";
import { found } from "./loaders";
import { all, one, type SearchParams } from "./search-params";
import { requireActor } from "./session";

/** What a job would do. null: it does not exist for whoever asks; `nothing`: nothing was asked that could be done. */
export async function loadJobPreview(searchParams: SearchParams): Promise<JobPreviewView | "nothing" | null> {
  const actor = await requireActor();
  const sent = await searchParams;
  const asked = readJobAsk((name) => all(sent, name));
  const { services } = runtime();
  const kept = one(sent, "job");
  const preview = await services.previewJob(actor, { ...asked, kept });
  // Gone back to after it has begun.
  if (kept !== null && !preview.ok && (await services.job(actor, { id: kept, show: null, after: null })).ok)
    redirect(routes.admin.job(kept));
  if (!preview.ok && preview.error.code === "form_invalid") return "nothing";
  return found(preview);
}

export async function loadJobs(searchParams: SearchParams): Promise<JobListView | null> {
  const actor = await requireActor();
  return found(await runtime().services.jobs(actor, one(await searchParams, "before")));
}

export async function loadJob(id: string, searchParams: SearchParams): Promise<JobDetailView | null> {
  const actor = await requireActor();
  const sent = await searchParams;
  return found(await runtime().services.job(actor, { id, show: one(sent, "show"), after: one(sent, "after") }));
}
