import type { Metadata } from "next";
import { JobList } from "@/components/admin/jobs/job-list";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { isAdmin } from "@/lib/web/admin-loaders";
import { loadJobs } from "@/lib/web/job-loaders";
import { loadViewer } from "@/lib/web/loaders";
import { one, type SearchParamsSent } from "@/lib/web/search-params";

type Props = { readonly searchParams: Promise<SearchParamsSent> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await isAdmin()) ? "admin.jobs.title" : "missing.title") };
}

/** Bulk work, newest first. */
export default async function JobsPage({ searchParams }: Props) {
  const [viewer, view, sent] = await Promise.all([loadViewer(), loadJobs(searchParams), searchParams]);
  return view === null ? <Missing /> : <JobList view={view} before={one(sent, "before")} zone={viewer.timeZone} />;
}
