import type { Metadata } from "next";
import { Dashboard } from "@/components/connections/dashboard";
import { dashboardQuery, type SearchParams } from "@/components/connections/dashboard-query";
import { KeepFresh } from "@/components/islands/keep-fresh";
import { routes } from "@/lib/views/routes";
import { translator } from "@/lib/views/texts/translate";
import { loadDashboard, loadViewer } from "@/lib/web/loaders";

export const metadata: Metadata = { title: translator()("dashboard.title") };

/** Where the island puts a label into a whole sentence of the catalogue. */
const MARK = "\u0001";

/** Is everything selling, and what is the one next step? */
export default async function ConnectionsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const [viewer, view, sent] = await Promise.all([loadViewer(), loadDashboard(searchParams), searchParams]);
  const t = translator();
  const texts = { again: t("live.working_again", { label: MARK }), trouble: t("live.in_trouble", { label: MARK }), mark: MARK };
  return (
    <>
      <Dashboard view={view} query={dashboardQuery(sent)} zone={viewer.timeZone} />
      <KeepFresh address={routes.api.pulse} pulse={view.pulse} texts={texts} />
    </>
  );
}
