import type { Metadata } from "next";
import { ResultPage } from "@/components/connections/result-page";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadResult, loadViewer } from "@/lib/web/loaders";

export const metadata: Metadata = { title: translator()("result.happened") };

/** Back from a marketplace. */
export default async function AttemptResultPage({ params }: { readonly params: Promise<{ readonly attempt: string }> }) {
  const { attempt } = await params;
  const [viewer, view] = await Promise.all([loadViewer(), loadResult(attempt)]);
  if (view === null) return <Missing />;
  return <ResultPage view={view} moment={{ now: new Date(), zone: viewer.timeZone }} />;
}
