import type { Metadata } from "next";
import { cache } from "react";
import { DisconnectConfirm } from "@/components/connections/disconnect-confirm";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadDisconnect, loadViewer } from "@/lib/web/loaders";

type Props = { readonly params: Promise<{ readonly id: string }> };

/** The title and the page ask for the same connection; it is read once. */
const connectionOf = cache(loadDisconnect);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const connection = await connectionOf((await params).id);
  const t = translator();
  return { title: connection ? t("disconnect.title", { label: connection.label }) : t("missing.title") };
}

/** What disconnecting stops and what stays, before it happens. */
export default async function DisconnectPage({ params }: Props) {
  const { id } = await params;
  const [viewer, connection] = await Promise.all([loadViewer(), connectionOf(id)]);
  if (connection === null) return <Missing />;
  return <DisconnectConfirm connection={connection} moment={{ now: new Date(), zone: viewer.timeZone }} />;
}
