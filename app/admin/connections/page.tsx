import type { Metadata } from "next";
import { Connections } from "@/components/admin/connections";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { isAdmin } from "@/lib/web/admin-loaders";
import { loadAdminConnections } from "@/lib/web/admin-table-loaders";
import { loadViewer } from "@/lib/web/loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

type Props = { readonly searchParams: Promise<SearchParamsSent> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await isAdmin()) ? "admin.list.title" : "missing.title") };
}

/** Everybody's connections, as the address asks for them. */
export default async function AdminConnectionsPage({ searchParams }: Props) {
  const [viewer, view] = await Promise.all([loadViewer(), loadAdminConnections(searchParams)]);
  return view === null ? <Missing /> : <Connections view={view} zone={viewer.timeZone} />;
}
