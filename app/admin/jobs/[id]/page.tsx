import type { Metadata } from "next";
import { cache } from "react";
import { JobDetail } from "@/components/admin/jobs/job-detail";
import { jobTitle } from "@/components/admin/jobs/job-words";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadJob } from "@/lib/web/job-loaders";
import { loadViewer } from "@/lib/web/loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

type Props = { readonly params: Promise<{ readonly id: string }>; readonly searchParams: Promise<SearchParamsSent> };

/** The title and the page ask for the same; it is read once. */
const read = cache(loadJob);

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const job = await read((await params).id, searchParams);
  return { title: job === null ? translator()("missing.title") : jobTitle(job) };
}

/** One job: how far it is, and what did not work. */
export default async function JobPage({ params, searchParams }: Props) {
  const [viewer, job] = await Promise.all([loadViewer(), read((await params).id, searchParams)]);
  return job === null ? <Missing /> : <JobDetail job={job} zone={viewer.timeZone} />;
}
