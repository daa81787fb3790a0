import type { Metadata } from "next";
import { cache } from "react";
import { Overview } from "@/components/admin/overview";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadAdminOverview } from "@/lib/web/admin-loaders";
import { loadViewer } from "@/lib/web/loaders";

/** The title and the page ask for the same; it is read once. */
const overview = cache(loadAdminOverview);

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await overview()) === null ? "missing.title" : "admin.overview.title") };
}

/** Is a marketplace broken, is it us, who must be told? */
export default async function AdminPage() {
  const [viewer, view] = await Promise.all([loadViewer(), overview()]);
  return view === null ? <Missing /> : <Overview view={view} zone={viewer.timeZone} />;
}
