import type { Metadata } from "next";
import { cache } from "react";
import { JobPreview, NoJobPreview } from "@/components/admin/jobs/job-preview";
import { jobTitle } from "@/components/admin/jobs/job-words";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadJobPreview } from "@/lib/web/job-loaders";
import { one, type SearchParamsSent } from "@/lib/web/search-params";

type Props = { readonly searchParams: Promise<SearchParamsSent> };

/** The title and the page ask for the same; it is counted once. */
const preview = cache(loadJobPreview);

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const view = await preview(searchParams);
  if (view === null) return { title: translator()("missing.title") };
  return { title: view === "nothing" ? translator()("admin.job.preview.none") : jobTitle({ kind: view.act, total: view.total }) };
}

/** What bulk work would do, before anything happens. */
export default async function NewJobPage({ searchParams }: Props) {
  const [view, sent] = await Promise.all([preview(searchParams), searchParams]);
  if (view === null) return <Missing />;
  return view === "nothing" ? <NoJobPreview /> : <JobPreview view={view} typed={one(sent, "typed")} />;
}
