import type { Metadata } from "next";
import { Overview } from "@/components/admin/overview";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { isAdmin } from "@/lib/web/admin-loaders";
import { loadViewer } from "@/lib/web/loaders";
import { loadAdminOverview } from "@/lib/web/overview-loaders";
import type { SearchParams } from "@/lib/web/search-params";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await isAdmin()) ? "admin.overview.title" : "missing.title") };
}

/** Is a marketplace broken, is it us, who must be told? */
export default async function AdminPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const [viewer, found] = await Promise.all([loadViewer(), loadAdminOverview(searchParams)]);
  return found === null ? <Missing /> : <Overview view={found.view} zone={viewer.timeZone} tz={found.tz} />;
}
