import type { Metadata } from "next";
import { SharePage } from "@/components/connections/share-page";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadViewer } from "@/lib/web/loaders";
import { loadShare } from "@/lib/web/repair-loaders";

export const generateMetadata = (): Metadata => ({ title: translator()("share.title_page") });

/** The reconnect link of a connection: made, shown once, taken back. */
export default async function ShareLinkPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const [viewer, view] = await Promise.all([loadViewer(), params.then(({ id }) => loadShare(id))]);
  if (view === null) return <Missing />;
  return <SharePage view={view} moment={{ now: new Date(), zone: viewer.timeZone }} />;
}
