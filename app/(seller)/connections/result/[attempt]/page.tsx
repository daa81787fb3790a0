import type { Metadata } from "next";
import { ResultPage } from "@/components/connections/result-page";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadResult, loadViewer } from "@/lib/web/loaders";
import type { SearchParams } from "@/lib/web/search-params";

export const generateMetadata = (): Metadata => ({ title: translator()("result.happened") });

/** Back from a marketplace. */
export default async function AttemptResultPage(props: {
  readonly params: Promise<{ readonly attempt: string }>;
  readonly searchParams: SearchParams;
}) {
  const { attempt } = await props.params;
  const [viewer, view] = await Promise.all([loadViewer(), loadResult(attempt, props.searchParams)]);
  if (view === null) return <Missing />;
  return <ResultPage view={view} moment={{ now: new Date(), zone: viewer.timeZone }} />;
}
