import type { Metadata } from "next";
import { Dashboard } from "@/components/connections/dashboard";
import { dashboardQuery, type SearchParams } from "@/components/connections/dashboard-query";
import { translator } from "@/lib/views/texts/translate";
import { loadDashboard, loadViewer } from "@/lib/web/loaders";

export const metadata: Metadata = { title: translator()("dashboard.title") };

/** Is everything selling, and what is the one next step? */
export default async function ConnectionsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const [viewer, view, sent] = await Promise.all([loadViewer(), loadDashboard(searchParams), searchParams]);
  return <Dashboard view={view} query={dashboardQuery(sent)} zone={viewer.timeZone} />;
}
