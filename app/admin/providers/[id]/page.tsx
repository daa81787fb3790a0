import type { Metadata } from "next";
import { cache } from "react";
import { ProviderPage } from "@/components/providers/provider-page";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadViewer } from "@/lib/web/loaders";
import { loadProvider } from "@/lib/web/provider-loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

type Props = { readonly params: Promise<{ readonly id: string }>; readonly searchParams: Promise<SearchParamsSent> };

/** The title and the page ask for the same; it is read once. */
const provider = cache((params: Props["params"], searchParams: Props["searchParams"]) =>
  params.then(({ id }) => loadProvider(id, searchParams)),
);

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const view = await provider(params, searchParams);
  return { title: view === null ? translator()("missing.title") : view.provider.name };
}

/** One marketplace: how it is set up, whether that works, and what it may do. */
export default async function OneProviderPage({ params, searchParams }: Props) {
  const [viewer, view] = await Promise.all([loadViewer(), provider(params, searchParams)]);
  return view === null ? <Missing /> : <ProviderPage view={view} moment={{ now: new Date(), zone: viewer.timeZone }} />;
}
