import type { Metadata } from "next";
import { cache } from "react";
import { DisconnectConfirm } from "@/components/connections/disconnect-confirm";
import { translator } from "@/lib/views/texts/translate";
import { loadDisconnect, loadViewer } from "@/lib/web/loaders";

type Props = { readonly params: Promise<{ readonly id: string }> };

/** The title and the page ask for the same connection; it is read once. */
const connectionOf = cache(loadDisconnect);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { label } = await connectionOf((await params).id);
  return { title: translator()("disconnect.title", { label }) };
}

/** What disconnecting stops and what stays, before it happens. */
export default async function DisconnectPage({ params }: Props) {
  const { id } = await params;
  const [viewer, connection] = await Promise.all([loadViewer(), connectionOf(id)]);
  return <DisconnectConfirm connection={connection} moment={{ now: new Date(), zone: viewer.timeZone }} />;
}
