import type { Metadata } from "next";
import { Outages } from "@/components/admin/outages";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { isAdmin } from "@/lib/web/admin-loaders";
import { loadViewer } from "@/lib/web/loaders";
import { loadOutages } from "@/lib/web/overview-loaders";
import type { SearchParams } from "@/lib/web/search-params";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await isAdmin()) ? "admin.outages.title" : "missing.title") };
}

/** What is wrong at marketplaces: what we see, what admins tell, and what it was like. */
export default async function OutagesPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const [viewer, found] = await Promise.all([loadViewer(), loadOutages(searchParams)]);
  return found === null ? <Missing /> : <Outages view={found.view} draft={found.draft} zone={viewer.timeZone} />;
}
