import type { Metadata } from "next";
import { AdminDisconnect } from "@/components/admin/disconnect";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadAdminConnection, loadAdminDisconnect } from "@/lib/web/admin-table-loaders";

type Props = { readonly params: Promise<{ readonly id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await loadAdminConnection((await params).id);
  const t = translator();
  return { title: view ? t("disconnect.title", { label: view.connection.label }) : t("missing.title") };
}

/** What disconnecting somebody's connection stops, before it happens. */
export default async function AdminDisconnectPage({ params }: Props) {
  const view = await loadAdminDisconnect((await params).id);
  return view === null ? <Missing /> : <AdminDisconnect view={view} />;
}
