import type { Metadata } from "next";
import { Detail } from "@/components/admin/detail";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadAdminConnection } from "@/lib/web/admin-table-loaders";
import { loadConnectionAvailability } from "@/lib/web/forecast-loaders";
import { loadViewer } from "@/lib/web/loaders";
import { one, type SearchParamsSent } from "@/lib/web/search-params";

type Props = { readonly params: Promise<{ readonly id: string }>; readonly searchParams: Promise<SearchParamsSent> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const view = await loadAdminConnection((await params).id, one(await searchParams, "before"));
  return { title: view?.connection.label ?? translator()("missing.title") };
}

/** One connection as an admin reads it. */
export default async function AdminConnectionPage({ params, searchParams }: Props) {
  const { id } = await params;
  const before = one(await searchParams, "before");
  const [viewer, view, usable] = await Promise.all([
    loadViewer(),
    loadAdminConnection(id, before),
    loadConnectionAvailability(id),
  ]);
  return view === null ? <Missing /> : <Detail view={view} zone={viewer.timeZone} usable={usable} />;
}
